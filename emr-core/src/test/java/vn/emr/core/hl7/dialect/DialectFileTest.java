package vn.emr.core.hl7.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.dialect.Dialects.State;

/** A dialect file is taken whole or refused with the place of its fault; the folder keeps the last good one. */
class DialectFileTest {
    private static final String HEAD = "{'dialect':'acme-lis','version':3,'product':'Acme','about':'Test'";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "'colour':1 ! /colour",
                "'charset':'klingon' ! /charset",
                "'segmentEnds':['AB'] ! /segmentEnds/0",
                "'header':[{'set':'MSH-10','value':'1','why':'test'}] ! /header/0/set",
                "'header':[{'set':'MSH-3','value':'1','why':'test'}] ! /header/0/set",
                "'header':[{'set':'PID-3','value':'1','why':'test'}] ! /header/0/set",
                "'header':[{'set':'MSH-9','value':'ế','why':'test'}] ! /header/0/value",
                "'corrections':{} ! /corrections",
                "'corrections':[1] ! /corrections/0",
                "'corrections':[{'why':'test'}] ! /corrections/0",
                "'corrections':[{'set':'MSH-12','value':'1','why':'test'}] ! /corrections/0/set",
                "'corrections':[{'set':'PID3','value':'1','why':'test'}] ! /corrections/0/set",
                "'corrections':[{'set':'PID-999','value':'1','why':'test'}] ! /corrections/0/set",
                "'corrections':[{'set':'PID-3','value':'1'}] ! /corrections/0/why",
                "'corrections':[{'set':'PID-3','why':'test'}] ! /corrections/0/value",
                "'corrections':[{'set':'PID-3','value':1,'why':'test'}] ! /corrections/0/value",
                "'corrections':[{'set':'PID-3','value':'a\\rb','why':'test'}] ! /corrections/0/value",
                "'corrections':[{'set':'PID-*','value':'1','why':'test'}] ! /corrections/0/set",
                "'corrections':[{'set':'PID-3','value':'1','overwrite':'yes','why':'test'}] ! /corrections/0/overwrite",
                "'corrections':[{'set':'PID-3','value':'1','Why':'test','why':'test'}] ! /corrections/0/Why",
                "'corrections':[{'copy':'PID-3[*]','to':'PID-4','why':'test'}] ! /corrections/0/copy",
                "'corrections':[{'copy':'PID-3','to':'PID-4','look':'up','why':'test'}] ! /corrections/0/look",
                "'corrections':[{'map':'PID-8','values':{},'why':'test'}] ! /corrections/0/values",
                "'corrections':[{'map':'PID-8','values':{'a':'1',' A':'2'},'why':'test'}] ! /corrections/0/values",
                "'corrections':[{'map':'PID-8','values':{'a/b':1},'why':'test'}] ! /corrections/0/values/a~1b",
                "'corrections':[{'replace':'PID-3','pattern':'(','by':'','why':'test'}] ! /corrections/0/pattern",
                "'corrections':[{'replace':'PID-3','pattern':'a','by':'$1','why':'test'}] ! /corrections/0/by",
                "'corrections':[{'pad':'PID-3','length':99,'why':'test'}] ! /corrections/0/length",
                "'corrections':[{'pad':'PID-3','length':9,'with':'|','why':'test'}] ! /corrections/0/with",
                "'corrections':[{'date':'PID-7','from':['dd/MM/yy'],'why':'test'}] ! /corrections/0/from",
                "'corrections':[{'date':'PID-7','from':['dd/MM/yyyy hh:mm'],'why':'test'}] ! /corrections/0/from",
                "'corrections':[{'rename':'MSH','to':'OBX','why':'test'}] ! /corrections/0/rename",
                "'corrections':[{'rename':'ZOB','to':'obx','why':'test'}] ! /corrections/0/to",
                "'corrections':[{'drop':'OBX','why':'test'}] ! /corrections/0/drop",
                "'corrections':[{'split':'OBX','fields':[],'why':'test'}] ! /corrections/0/fields",
                "'corrections':[{'place':'OBX','why':'test'}] ! /corrections/0/after",
                "'corrections':[{'set':'PID-3','value':'1','when':[{'field':'PID-8'}],'why':'test'}] ! /corrections/0/when/0/field",
                "'corrections':[{'set':'PID-3','value':'1','when':[{'field':'PID-8[*]','is':['1']}],'why':'test'}] ! /corrections/0/when/0/field",
                "'corrections':[{'set':'PID-3','value':'1','when':[{'segment':'SPM'}],'why':'test'}] ! /corrections/0/when/0/present"
            })
    void a_fault_is_refused_with_its_place(String part, String pointer) {
        Refusal refusal = assertThrows(Refusal.class, () -> read(HEAD + "," + part + "}"));
        assertEquals(List.of(pointer), refusal.fields(), refusal.getMessage());
        assertTrue(Set.of(Code.MALFORMED_FIELD, Code.REQUIRED_FIELD_MISSING).contains(refusal.code()));
    }

    @Test
    void what_is_no_json_or_too_much_is_refused() {
        for (String text :
                List.of("", "[]", "{", HEAD, HEAD + "} {}", HEAD + ",'version':3}", HEAD + ",'x':" + "[".repeat(99))) {
            assertThrows(Refusal.class, () -> read(text), text);
        }
        assertEquals(
                Code.TOO_LARGE,
                assertThrows(Refusal.class, () -> read(" ".repeat(300_000))).code());
        String many = "{'set':'PID-3','value':'1','why':'test'},".repeat(201);
        assertThrows(
                Refusal.class, () -> read(HEAD + ",'corrections':[" + many.substring(0, many.length() - 1) + "]}"));
        assertThrows(Refusal.class, () -> read(HEAD.replace("acme-lis", "Acme LIS") + "}"));
        assertEquals(3, read(HEAD + "}").version());
    }

    @Test
    void the_folder_is_read_again_and_a_broken_file_leaves_the_last_good_one_in_use() throws IOException {
        Dialects dialects = new Dialects(folder.resolve("dialects"));
        assertThrows(Refusal.class, () -> dialects.named("acme-lis"));
        Path file = Files.createDirectory(folder.resolve("dialects")).resolve("acme-lis.json");
        write(file, HEAD + "}");
        dialects.reload();
        assertEquals(3, dialects.named("acme-lis").version());
        assertNull(own(dialects).getFirst().fault());

        write(file, HEAD.replace(":3", ":4") + ",'colour':1}");
        dialects.reload();
        assertEquals(3, dialects.named("acme-lis").version());
        State broken = own(dialects).getFirst();
        assertEquals("/colour", broken.pointer());
        assertEquals(3, broken.version());

        write(file, HEAD.replace(":3", ":5") + "}");
        dialects.reload();
        assertEquals(5, dialects.named("acme-lis").version());
        assertNull(own(dialects).getFirst().fault());

        Files.delete(file);
        dialects.reload();
        Refusal gone = assertThrows(Refusal.class, () -> dialects.named("acme-lis"));
        assertEquals("AA", gone.code().acknowledgement(), "its messages are kept");
    }

    @Test
    void a_file_may_not_take_a_shipped_name_nor_another_than_its_own() throws IOException {
        write(folder.resolve("standard.json"), HEAD.replace("acme-lis", "standard") + "}");
        write(folder.resolve("other.json"), HEAD + "}");
        Dialects dialects = new Dialects(folder);
        assertEquals(1, dialects.named("standard").version());
        assertThrows(Refusal.class, () -> dialects.named("other"));
        assertEquals(
                2,
                own(dialects).stream()
                        .filter(state -> "/dialect".equals(state.pointer()))
                        .count());
    }

    @Test
    void every_shipped_dialect_is_good_and_every_correction_says_why() {
        Dialects dialects = Dialects.shipped();
        assertEquals(6, dialects.states().size());
        dialects.states()
                .forEach(state ->
                        assertEquals(state.name(), dialects.named(state.name()).name()));
    }

    /** Whoever writes a dialect has an editor that knows the schema; it must say what the reader takes. */
    @Test
    void the_schema_knows_the_verbs_and_keys_of_the_reader() throws IOException {
        JsonNode schema;
        try (InputStream in = getClass().getResourceAsStream("/dialects/dialect-1.0.schema.json")) {
            schema = new ObjectMapper().readTree(in);
        }
        Set<String> verbs = new TreeSet<>();
        for (JsonNode verb : schema.at("/$defs/correction/oneOf")) {
            assertTrue(!verb.at("/additionalProperties").booleanValue());
            Set<String> keys = new TreeSet<>();
            verb.at("/properties").fieldNames().forEachRemaining(keys::add);
            String name = verb.at("/required/0").textValue();
            assertEquals(new TreeSet<>(List.of(CorrectionReader.keys(name))), keys, name);
            verbs.add(name);
        }
        assertEquals(new TreeSet<>(CorrectionReader.VERBS), verbs);
    }

    private static List<State> own(Dialects dialects) {
        return dialects.states().stream().filter(state -> !state.shipped()).toList();
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text.replace('\'', '"'));
    }

    private static Dialect read(String text) {
        return DialectFile.read(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
