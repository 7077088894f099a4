package vn.emr.core.form;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A definition that does not fit is refused with a sentence that says where and why. */
class FormReaderTest {
    private static final String NUMBER = "{'linkId':'n','text':'Số','type':'integer'}";
    private static final String DAY = "{'linkId':'d','text':'Ngày','type':'date'}";

    @Test
    void a_form_of_these_items_is_taken() {
        assertEquals(2, read(NUMBER + "," + DAY).item().size());
    }

    @Test
    void a_part_stands_where_it_is_included() {
        Form form = FormReader.read(
                form("{'include':'days/1'},{'linkId':'g','type':'group','item':[" + NUMBER + ",{'include':'days/2'}]}"),
                name -> Optional.of(("{'item':[" + DAY.replace("'d'", "'" + name.replace('/', '-') + "'") + "]}")
                        .replace('\'', '"')
                        .getBytes(StandardCharsets.UTF_8)));
        assertEquals(
                List.of("days-1", "n", "days-2"),
                form.answered().stream().map(Form.Item::linkId).toList());
    }

    @Test
    void a_form_says_how_patients_confirm_and_of_nobody_else() {
        String signer = "{'role':'%s','text':'Người ký','methods':%s}";
        List<SigningPlace> places = SigningPlace.of(
                read(
                        NUMBER,
                        signer.formatted("PATIENT", "['CODE','DRAWN']") + ",{'role':'WITNESS','text':'Thân nhân'}"),
                Instant.EPOCH);
        assertEquals(
                List.of(SigningMethod.CODE, SigningMethod.DRAWN), places.get(0).methods());
        assertEquals(List.of(SigningMethod.values()), places.get(1).methods());
        for (String wrong : List.of("[]", "['CODE','CODE']", "[null]")) {
            assertEquals(
                    List.of("/signers: ways to confirm, each once, where a patient signs"),
                    assertThrows(BadForm.class, () -> read(NUMBER, signer.formatted("PATIENT", wrong)))
                            .faults());
        }
        assertThrows(BadForm.class, () -> read(NUMBER, signer.formatted("HEAD", "['CODE']")));
        assertThrows(BadForm.class, () -> read(NUMBER, signer.formatted("PATIENT", "['SMS']")));
    }

    @ParameterizedTest
    @CsvSource({"days/1", "../secret/1", "days", "Days/1"})
    void a_part_that_is_not_there_keeps_the_form_out(String name) {
        byte[] form = form("{'include':'" + name + "'}");
        BadForm bad = assertThrows(BadForm.class, () -> FormReader.read(form));
        assertTrue(bad.getMessage().contains("no such part: " + name), bad.getMessage());
    }

    @Test
    void a_part_includes_no_other() {
        byte[] part = "{\"item\":[{\"include\":\"days/2\"}]}".getBytes(StandardCharsets.UTF_8);
        assertThrows(BadForm.class, () -> FormReader.read(form("{'include':'days/1'}"), name -> Optional.of(part)));
    }

    @Test
    void a_signature_stands_after_a_group_of_the_top_level() {
        String signer = "{'role':'HEAD','text':'Trưởng khoa','after':'%s'}";
        assertEquals(
                "n", read(NUMBER, signer.formatted("n")).signers().getFirst().after());
        BadForm bad = assertThrows(BadForm.class, () -> read(NUMBER, signer.formatted("x")));
        assertTrue(bad.getMessage().contains("after a group of the top level"), bad.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'linkId':'a','text':'A','type':'string','colour':'red'} | /item/0/colour: unknown property",
                "{'linkId':'a','text':'A','type':'strin'} | /item/0/type: not what belongs there",
                "{'linkId':'a','text':'A','type':'string','required':'yes'} | /item/0/required: not what belongs there",
                "{'linkId':'a','text':5,'type':'string'} | /item/0/text: not what belongs there",
                "{'linkId':'a','text':'A','type':'string'},{'linkId':'a','text':'A','type':'string'} | a: linkId twice",
                "{'linkId':'Ä','text':'A','type':'string'} | Ä: linkId of small letters, digits, points and hyphens",
                "{'linkId':'a','text':'A'} | a: has no type",
                "{'linkId':'a','type':'string'} | a: a text",
                "{'linkId':'g','text':'G','type':'group'} | g: items in a group, and only there",
                "{'linkId':'a','text':'A','type':'string','item':[" + NUMBER
                        + "]} | a: items in a group, and only there",
                "{'linkId':'a','text':'A','type':'string','prefill':'patient.nmae'} | a: no such prefill path",
                "{'linkId':'a','text':'A','type':'choice','catalogue':'icd11'} | a: no such catalogue",
                "{'linkId':'a','text':'A','type':'choice'} | a: options or a catalogue for a choice, and only there",
                "{'linkId':'a','text':'A','type':'string','catalogue':'icd10'} | a: options or a catalogue for a choice, and only there",
                "{'linkId':'a','text':'A','type':'choice','answerOption':[{'code':'1','display':'M'},{'code':'1','display':'N'}]} | a: an option twice",
                "{'linkId':'a','text':'A','type':'string','enableWhen':[{'question':'b','operator':'exists','answer':true}]} | a: enableWhen names nothing that is answered: b",
                "{'linkId':'a','text':'A','type':'string','enableWhen':[{'question':'n','operator':'=','answer':'1'}]},"
                        + NUMBER + " | a: enableWhen compares what cannot be compared",
                "{'linkId':'a','text':'A','type':'string','enableWhen':[{'question':'d','operator':'>','answer':1}]},"
                        + DAY + " | a: enableWhen compares what cannot be compared",
                "{'linkId':'a','text':'A','type':'string','enableWhen':[{'question':'a','operator':'exists','answer':true}]} | a: follows from itself",
                "{'linkId':'a','text':'A','type':'integer','calculated':{'function':'MEAN','of':['n']}}," + NUMBER
                        + " | /item/0/calculated/function: not what belongs there",
                "{'linkId':'a','text':'A','type':'integer','calculated':{'function':'SUM','of':['x']}}," + NUMBER
                        + " | a: computed of nothing that fits: x",
                "{'linkId':'a','text':'A','type':'integer','calculated':{'function':'DAYS','of':['d','n']}}," + NUMBER
                        + "," + DAY + " | a: computed of nothing that fits: n",
                "{'linkId':'a','text':'A','type':'integer','calculated':{'function':'DIFFERENCE','of':['n']}}," + NUMBER
                        + " | a: DIFFERENCE of another number of items",
                "{'linkId':'a','text':'A','type':'string','calculated':{'function':'SUM','of':['n']}}," + NUMBER
                        + " | a: what is computed is one number",
                "{'linkId':'a','text':'A','type':'integer','minValue':5,'maxValue':4} | a: a least value above the greatest",
                "{'linkId':'a','text':'A','type':'string','minValue':5} | a: limits and units are for numbers",
                "{'linkId':'a','text':'A','type':'integer','decimals':1} | a: decimals are for a decimal",
                "{'linkId':'a','text':'A','type':'integer','maxLength':1} | a: a length is for words",
                "{'linkId':'a','text':'A','type':'text','maxLength':10001} | a: at most 10000 characters",
                "{'linkId':'a','text':'A','type':'string','layout':'table'} | a: this layout is one of rows",
                "{'linkId':'a','text':'A','type':'string','layout':'boxes'} | a: boxes are for a choice",
                "{'linkId':'g','text':'G','type':'group','repeats':true,'item':[{'linkId':'h','text':'H','type':'group','repeats':true,'item':["
                        + NUMBER + "]}]} | h: no rows within rows",
            })
    void what_does_not_fit_is_said(String items, String fault) {
        assertEquals(fault, String.join("; ", faults(items)));
    }

    @Test
    void an_item_at_the_top_does_not_look_into_a_row() {
        String rows = "{'linkId':'g','text':'G','type':'group','repeats':true,'item':[" + NUMBER + "]}";
        assertEquals(
                List.of("a: enableWhen names nothing that is answered: n"),
                faults(rows + ",{'linkId':'a','text':'A','type':'string','enableWhen':"
                        + "[{'question':'n','operator':'exists','answer':true}]}"));
        assertEquals(
                2,
                read(rows + ",{'linkId':'a','text':'A','type':'integer','calculated':{'function':'SUM','of':['n']}}")
                        .item()
                        .size());
    }

    @Test
    void an_item_in_a_row_looks_at_its_row_and_at_the_top() {
        assertEquals(
                2,
                read(DAY + ",{'linkId':'g','text':'G','type':'group','repeats':true,'item':[" + NUMBER
                                + ",{'linkId':'a','text':'A','type':'string','enableWhen':["
                                + "{'question':'n','operator':'>','answer':1},{'question':'d','operator':'exists','answer':true}]}]}")
                        .item()
                        .size());
    }

    @Test
    void what_is_no_json_or_says_something_twice_is_no_form() {
        assertThrows(BadForm.class, () -> FormReader.read("{".getBytes(StandardCharsets.UTF_8)));
        assertThrows(BadForm.class, () -> FormReader.read("null".getBytes(StandardCharsets.UTF_8)));
        assertThrows(BadForm.class, () -> FormReader.read("[1]".getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                BadForm.class,
                () -> FormReader.read("{\"code\":\"1\",\"code\":\"2\"}".getBytes(StandardCharsets.UTF_8)));
        assertThrows(BadForm.class, () -> FormReader.read(new byte[FormReader.MOST_BYTES + 1]));
    }

    @Test
    void a_form_says_what_it_is_and_since_when() {
        List<String> faults = assertThrows(BadForm.class, () -> FormReader.read("{}".getBytes(StandardCharsets.UTF_8)))
                .faults();
        for (String place :
                List.of("/url", "/code", "/version", "/title", "/kind", "/group", "/classes", "/item", "/effective")) {
            assertTrue(faults.stream().anyMatch(f -> f.startsWith(place)), place + faults);
        }
    }

    private static List<String> faults(String items) {
        return assertThrows(BadForm.class, () -> read(items)).faults();
    }

    private static Form read(String items) {
        return FormReader.read(form(items));
    }

    private static Form read(String items, String signers) {
        String form = new String(form(items), StandardCharsets.UTF_8);
        return FormReader.read(form.replace("\"signers\":[]", "\"signers\":[" + signers.replace('\'', '"') + "]")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] form(String items) {
        return ("""
                {'url':'urn:emr:form:T','code':'T','version':'1','title':'T','titleEn':'T','effective':{'start':'2026-01-01'},
                 'kind':'SHEET','group':'CARE','classes':['INPATIENT'],'signers':[],'item':[%s]}""".formatted(items)).replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }
}
