package dev.broadtape.dashboard;

import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The files of the page: ours, and the libraries from their WebJars, whose paths need no version. */
final class WebFiles {
    private static final String RESOURCES = "META-INF/resources/";

    private WebFiles() {}

    /** The bundled page, or the folder that the configuration names: that one may be edited at any time. */
    static StaticHandler page(String webroot) {
        return webroot.isEmpty()
                ? StaticHandler.create(RESOURCES + "webroot")
                : StaticHandler.create(FileSystemAccess.ROOT, folder(webroot).toString())
                        .setCachingEnabled(false);
    }

    static Path folder(String webroot) {
        return Path.of(webroot).toAbsolutePath().normalize();
    }

    /** By the name of the library. The build writes the versions down. */
    static Map<String, StaticHandler> libraries() {
        return versions().stringPropertyNames().stream()
                .collect(Collectors.toMap(Function.identity(), WebFiles::library));
    }

    private static StaticHandler library(String name) {
        return StaticHandler.create(
                "%swebjars/%s/%s".formatted(RESOURCES, name, versions().getProperty(name)));
    }

    private static Properties versions() {
        try (InputStream in = WebFiles.class.getResourceAsStream("webjars.properties")) {
            var versions = new Properties();
            versions.load(Objects.requireNonNull(in, "webjars.properties"));
            return versions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
