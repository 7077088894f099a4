package vn.emr.his.claim;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * What is wrong with a claim, each at its field: {@code XML2[3]/SO_LUONG: …}. No sentence holds anything of a patient. A file
 * with very many faults is described by the first of them.
 */
final class Faults {
    /** As many as a person can go through, and no more than a message should carry. */
    static final int LIMIT = 200;

    private final Set<String> sentences = new LinkedHashSet<>();

    /** Something about a field of a row. */
    void at(Row row, String field, String sentence) {
        Layout.Table table = Layout.table(row.table());
        boolean numbered = table == null || table.many();
        say(row.table() + (numbered ? "[" + row.number() + "]" : "") + "/" + field + ": " + sentence);
    }

    /** Something about a table as a whole, or about the envelope. */
    void of(String place, String sentence) {
        say(place + ": " + sentence);
    }

    List<String> all() {
        return List.copyOf(sentences);
    }

    private void say(String sentence) {
        if (sentences.size() < LIMIT) {
            sentences.add(sentence);
        } else {
            sentences.add("there are more faults than are listed");
        }
    }
}
