package dev.broadtape.launcher.embedded.sns;

import io.vertx.core.Vertx;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The endpoint in a process of its own, to be killed. */
final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
        var service = new SnsService(Vertx.vertx(), Path.of(arguments[0]), "127.0.0.1", 0, Clock.systemUTC());
        service.start();
        System.out.println("address=" + service.address());
    }

    /** Starts one, does {@code work} with its address, and kills it in the instant that the work returns. */
    static List<String> killedAfter(Path folder, Work work) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Victim.class.getName(), folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader()) {
            String address = output.lines()
                    .filter(line -> line.startsWith("address="))
                    .findFirst()
                    .orElseThrow();
            return work.with(address.substring("address=".length()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** What is done before the end; answers what must survive it. */
    interface Work {
        List<String> with(String address) throws Exception;
    }
}
