package vn.emr.core.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamConstants;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.core.Code;
import vn.emr.core.Refusal;

/** S26: what XML can ask of its reader beside being read. */
class SafeXmlTest {
    private static final Duration FAST = Duration.ofMillis(2_000);

    @TempDir
    Path folder;

    /** A secret that no refusal and no text may ever show, in a file and behind a socket that nobody may ask. */
    private Map<String, String> attacks(String file, String url) {
        Map<String, String> all = new TreeMap<>();
        all.put("a DOCTYPE", "<!DOCTYPE a><a/>");
        all.put("a DTD elsewhere", "<!DOCTYPE a SYSTEM '" + url + "'><a/>");
        all.put("a public DTD", "<!DOCTYPE a PUBLIC '-//X//Y' '" + file + "'><a/>");
        all.put("an external entity in a file", "<!DOCTYPE a [<!ENTITY x SYSTEM '" + file + "'>]><a>&x;</a>");
        all.put("an external entity behind a socket", "<!DOCTYPE a [<!ENTITY x SYSTEM '" + url + "'>]><a>&x;</a>");
        all.put("a parameter entity", "<!DOCTYPE a [<!ENTITY % x SYSTEM '" + url + "'> %x;]><a/>");
        all.put("an undeclared entity", "<a>&x;</a>");
        all.put("an entity in an attribute", "<!DOCTYPE a [<!ENTITY x SYSTEM '" + file + "'>]><a b='&x;'/>");
        all.put("a billion laughs", laughs());
        all.put("XInclude", "<a xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='" + file + "'/></a>");
        all.put(
                "a schema elsewhere",
                "<a xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:noNamespaceSchemaLocation='" + url + "'/>");
        all.put(
                "a schema of a namespace",
                "<a xmlns:s='http://www.w3.org/2001/XMLSchema-instance' s:schemaLocation='urn:x " + url + "'/>");
        return all;
    }

    private static String laughs() {
        StringBuilder text = new StringBuilder("<!DOCTYPE a [<!ENTITY l0 'ha'>");
        for (int i = 1; i < 12; i++) {
            text.append("<!ENTITY l")
                    .append(i)
                    .append(" '")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return text.append("]><a>&l11;</a>").toString();
    }

    @TestFactory
    Stream<DynamicTest> is_refused_fast_and_without_a_file_or_a_socket() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.xml"), "<b>SECRET</b>");
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        server.setSoTimeout(1);
        String url = "http://127.0.0.1:" + server.getLocalPort() + "/SECRET";
        return attacks(secret.toUri().toString(), url).entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(attack.getKey(), () -> {
                    Refusal refusal = assertTimeoutPreemptively(
                            FAST, () -> assertThrows(Refusal.class, () -> text(attack.getValue())));
                    assertEquals(Code.UNREADABLE, refusal.code());
                    assertFalse(refusal.getMessage().contains("SECRET"));
                    assertThrows(SocketTimeoutException.class, server::accept);
                }))
                .onClose(() -> close(server));
    }

    @Test
    void what_asks_for_nothing_is_read_to_its_end() {
        assertEquals(
                "Trần <b> & \"x\" 中",
                text("<?xml version='1.0' encoding='utf-8'?><a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "Tr\u1ea7n <![CDATA[<b>]]> &amp; &quot;x&quot;<!-- no --> &#x4e2d;<?php no?></a>"));
    }

    @Test
    void a_mark_of_the_byte_order_is_no_text() {
        assertEquals("x", text("\ufeff<a>x</a>"));
    }

    @Test
    void a_text_is_read_in_the_character_set_it_names_and_never_guessed() {
        byte[] old =
                "<?xml version='1.0' encoding='windows-1252'?><a>caf\u00e9</a>".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("caf\u00e9", read(new ByteArrayInputStream(old), XmlLimits.of(1 << 20)));
        byte[] wide = "\ufeff<a>Tr\u1ea7n</a>".getBytes(StandardCharsets.UTF_16LE);
        assertEquals("Tr\u1ea7n", read(new ByteArrayInputStream(wide), XmlLimits.of(1 << 20)));
        for (byte[] bad : new byte[][] {
            {'<', 'a', '>', (byte) 0xE9, '<', '/', 'a', '>'},
            {(byte) 0x1F, (byte) 0x8B},
            "<?xml version='1.0' encoding='x-nobody'?><a/>".getBytes(StandardCharsets.US_ASCII)
        }) {
            Refusal refusal =
                    assertThrows(Refusal.class, () -> read(new ByteArrayInputStream(bad), XmlLimits.of(1 << 20)));
            assertEquals(Code.UNREADABLE, refusal.code());
        }
    }

    @Test
    void depth_attributes_names_texts_and_bytes_have_limits() {
        XmlLimits limits = new XmlLimits(64, 64, 200, 1_000, 10_000, 100_000);
        assertEquals("", read("<a>".repeat(64) + "</a>".repeat(64), limits));
        assertEquals(Code.TOO_LARGE, refused("<a>".repeat(65) + "</a>".repeat(65), limits));
        assertEquals("", read("<a" + attributes(64) + "/>", limits));
        assertEquals(Code.TOO_LARGE, refused("<a" + attributes(65) + "/>", limits));
        assertEquals("", read("<" + "n".repeat(200) + "/>", limits));
        assertEquals(Code.TOO_LARGE, refused("<" + "n".repeat(201) + "/>", limits));
        assertEquals(1_000, read("<a>" + "t".repeat(1_000) + "</a>", limits).length());
        assertEquals(Code.TOO_LARGE, refused("<a>" + "t".repeat(1_001) + "</a>", limits));
        assertEquals("", read("<a>" + "<b/>".repeat(9_999) + "</a>", limits));
        assertEquals(Code.TOO_LARGE, refused("<a>" + "<b/>".repeat(10_000) + "</a>", limits));
        assertEquals(Code.TOO_LARGE, refused("<a>" + " <!-- -->".repeat(12_000) + "</a>", limits));
    }

    @Test
    void an_endless_text_is_left_at_the_limit() {
        InputStream endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                return given++ < 3 ? "<a>".charAt((int) given - 1) : 'x';
            }
        };
        Refusal refusal = assertThrows(Refusal.class, () -> read(endless, XmlLimits.of(1 << 20)));
        assertEquals(Code.TOO_LARGE, refusal.code());
    }

    @Test
    void a_large_text_within_the_limit_is_read_whole() {
        int size = 60 << 20;
        assertEquals(
                size,
                read("<a>" + "x".repeat(size) + "</a>", XmlLimits.of(64 << 20)).length());
    }

    @Test
    void what_is_not_well_formed_says_where_and_quotes_nothing() {
        for (String text : new String[] {
            "", " ", "x", "<a>", "<a></b>", "<a b=1/>", "<a>\u0001</a>", "<a>SECRET<</a>", "{\"a\":1}", "<a/><b/>"
        }) {
            Refusal refusal = assertThrows(Refusal.class, () -> text(text), text);
            assertEquals(Code.UNREADABLE, refusal.code());
            assertTrue(refusal.getMessage().startsWith("not well-formed XML"), refusal.getMessage());
            assertFalse(refusal.getMessage().contains("SECRET"));
        }
        Refusal refusal = assertThrows(Refusal.class, () -> text("<a>\n<b></c></a>"));
        assertEquals("not well-formed XML: line 2, column 6", refusal.getMessage());
    }

    private static String attributes(int count) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < count; i++) {
            all.append(" a").append(i).append("=''");
        }
        return all.toString();
    }

    private static Code refused(String text, XmlLimits limits) {
        return assertThrows(Refusal.class, () -> read(text, limits)).code();
    }

    private static String text(String xml) {
        return read(xml, XmlLimits.of(1 << 20));
    }

    private static String read(String xml, XmlLimits limits) {
        return read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), limits);
    }

    private static String read(InputStream xml, XmlLimits limits) {
        SafeXml reader = SafeXml.reading(xml, limits);
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
        return text.toString();
    }

    private static void close(ServerSocket server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
