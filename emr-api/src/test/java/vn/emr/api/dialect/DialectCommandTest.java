package vn.emr.api.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.emr.his.AdtTranslator;
import vn.emr.lis.OruTranslator;

/** A vendor's engineer tries a dialect on a folder of messages. */
class DialectCommandTest {
    private static final String HEAD =
            "MSH|^~\\&|ACME|XN|EMR|BV|20261120093000||ORU^R01|%s|P|2.5\rPID|1||1^^^BV^MR\rOBR|1||F%s|CBC\r";

    @TempDir
    private Path folder;

    private Path messages;
    private Path own;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        messages = Files.createDirectory(folder.resolve("messages"));
        own = Files.createDirectory(folder.resolve("dialects"));
        Files.writeString(messages.resolve("a.hl7"), HEAD.formatted("1", "1") + "OBX|1|NM|WBC||5|G/L|||||2\r");
        Files.writeString(
                messages.resolve("b.txt"),
                HEAD.formatted("2", "2") + "OBX|1|NM|WBC||6|G/L|||||2\r" + HEAD.formatted("3", "3")
                        + "OBX|1|NM|WBC||7|G/L|||||1\r");
        dialect(own.resolve("acme-lis.json"), "acme-lis", "");
    }

    @Test
    void a_folder_is_checked_and_differences_are_shown() throws IOException {
        assertEquals(0, run("check", messages.toString(), "--dialect", "acme-lis", "--against", "standard"), text());
        assertTrue(text().contains("a.hl7: ORU^R01 AA"), text());
        assertTrue(text().contains("b.txt #2: ORU^R01 AA"), text());
        assertTrue(text().contains("ReportStated CBC FINAL"), text());
        assertTrue(text().contains("remark: dialect acme-lis version 1, corrections 1"), text());
        assertTrue(text().contains("- /0/status PRELIMINARY\n    + /0/status FINAL"), text());
        assertTrue(text().contains("3 messages with acme-lis: 3 understood, 0 not; 2 differ from standard"), text());
    }

    @Test
    void a_message_that_is_not_understood_makes_the_check_fail() throws IOException {
        Files.writeString(messages.resolve("c.hl7"), "MSH|^~\\&|ACME|XN|EMR|BV|2026||ZZZ^Z01|4|P|2.5\r");
        Files.writeString(messages.resolve("d.hl7"), "hello");
        assertEquals(1, run("check", messages.toString()));
        assertTrue(text().contains("c.hl7: ZZZ^Z01 AA"), text());
        assertTrue(text().contains("5 messages with standard: 3 understood, 2 not"), text());
        assertEquals(1, run("check", own.toString()), "a folder without messages proves nothing");
    }

    @Test
    void a_file_is_tried_before_the_server_knows_it_and_its_fault_is_named() throws IOException {
        Path draft = folder.resolve("draft-lis.json");
        dialect(draft, "draft-lis", "");
        assertEquals(0, run("check", messages.toString(), "--dialect", draft.toString()), text());
        dialect(draft, "draft-lis", ",\"colour\":1");
        assertEquals(2, run("check", messages.toString(), "--dialect", draft.toString()));
        assertTrue(text().contains("draft-lis.json is refused") && text().contains("at /colour"), text());
        assertEquals(2, run("check", messages.toString(), "--dialect", "nobody"));
        assertEquals(2, run("check", messages.toString(), "--colour", "red"));
        assertEquals(2, run("check"));
        assertEquals(2, run());
    }

    @Test
    void the_list_names_shipped_and_own_dialects_and_faults() throws IOException {
        assertEquals(0, run("list"));
        assertTrue(text().contains("law-analyser") && text().contains("acme-lis"), text());
        assertFalse(text().contains("refused"), text());
        Files.writeString(own.resolve("broken.json"), "{");
        assertEquals(2, run("list"));
        assertTrue(text().contains("refused: "), text());
    }

    private static void dialect(Path file, String name, String more) throws IOException {
        Files.writeString(
                file,
                "{\"dialect\":\"" + name + "\",\"version\":1,\"product\":\"Acme\",\"about\":\"Test\",\"corrections\":["
                        + "{\"map\":\"OBX-11\",\"values\":{\"1\":\"P\",\"2\":\"F\"},\"why\":\"digits\"}]" + more + "}");
    }

    private int run(String... args) throws IOException {
        printed.reset();
        return new DialectCommand(
                        own,
                        List.of(new OruTranslator(), new AdtTranslator()),
                        new PrintStream(printed, true, StandardCharsets.UTF_8))
                .run(args);
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
