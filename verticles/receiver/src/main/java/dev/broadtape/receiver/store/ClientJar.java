package dev.broadtape.receiver.store;

import dev.broadtape.kit.config.AccumuloConfig;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * A store client in a jar of its own, with all that it needs. Its classes see the JDK, ours that they share with us, and
 * slf4j; nothing else of ours, and we see nothing of theirs but the {@link TickStoreFactory}.
 */
public final class ClientJar {
    private static final List<String> SHARED = List.of(
            "dev.broadtape.contract.",
            "dev.broadtape.kit.config.",
            "dev.broadtape.receiver.store.",
            "io.vertx.core.buffer.",
            "org.slf4j.");

    private ClientJar() {}

    /**
     * Opens the store of {@code config} with the client that it names. The jar stays open as long as the process runs.
     *
     * @throws StoreException also when there is no such jar
     */
    public static TickStore open(AccumuloConfig config, Keep keep) {
        ClassLoader classes = classes(find(Path.of(config.client())));
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(classes);
        try {
            return ServiceLoader.load(TickStoreFactory.class, classes)
                    .findFirst()
                    .orElseThrow(() -> new StoreException(config.client() + " holds no client of a tick store"))
                    .open(config, keep);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static ClassLoader classes(Path jar) {
        try {
            URL[] urls = {jar.toUri().toURL()};
            return new URLClassLoader("accumulo", urls, new SharedClasses(ClientJar.class.getClassLoader()));
        } catch (MalformedURLException e) {
            throw new StoreException(jar + " is no place of a jar", e);
        }
    }

    static Path find(Path jar) {
        List<Path> places = Stream.of(home().resolve(jar), jar.toAbsolutePath())
                .map(Path::normalize)
                .distinct()
                .toList();
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(
                        () -> new StoreException("the client of Accumulo is not at %s; accumulo.client says where it is"
                                .formatted(places.get(0))));
    }

    /** The folder of the jar that runs. */
    private static Path home() {
        try {
            CodeSource source = ClientJar.class.getProtectionDomain().getCodeSource();
            Path code = Path.of(source.getLocation().toURI());
            return Objects.requireNonNullElse(code.getParent(), code);
        } catch (URISyntaxException e) {
            throw new StoreException("where this program is cannot be told", e);
        }
    }

    /** The JDK, and what is shared. */
    private static final class SharedClasses extends ClassLoader {
        private final ClassLoader ours;

        SharedClasses(ClassLoader ours) {
            super(ClassLoader.getPlatformClassLoader());
            this.ours = ours;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (SHARED.stream().anyMatch(name::startsWith)) {
                return ours.loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }
}
