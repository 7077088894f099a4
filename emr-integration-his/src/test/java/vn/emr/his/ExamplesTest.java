package vn.emr.his;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.intake.Sources;

/** The Java example of docs/notices.md compiles, and what it sends is read. */
class ExamplesTest {
    @Test
    void the_java_example_sends_an_item_that_is_read(@TempDir Path folder) throws Exception {
        Matcher example = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/notices.md")));
        assertTrue(example.find());
        Path source = Files.writeString(folder.resolve("SendNotices.java"), example.group(1));
        assertEquals(
                0,
                ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", folder.toString(), source.toString()));
        List<byte[]> sent = new ArrayList<>();
        HttpServer server = server(sent);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            String address = "http://127.0.0.1:" + server.getAddress().getPort();
            loader.loadClass("SendNotices").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {address, "emrs_x"});
        } finally {
            server.stop(0);
        }
        assertNull(new NoticeTranslator()
                .read(sent.getFirst(), "his-rest", "", Sources.only(Hospital.source("*")))
                .refusal());
    }

    private static HttpServer server(List<byte[]> sent) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/his/notices", exchange -> {
            sent.add(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(207, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
