package vn.emr.core.hl7;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a translator has to say about a message: safe sentences without any value from it, each said once. */
public final class Remarks {
    /** A message with more than this many different faults needs a look at the message itself. */
    private static final int MOST = 50;

    private final Set<String> sentences = new LinkedHashSet<>();

    public void add(String safeSentence) {
        if (sentences.size() < MOST) {
            sentences.add(safeSentence);
        }
    }

    /** In the order they were made. */
    public List<String> all() {
        return List.copyOf(sentences);
    }
}
