package vn.emr.api.demo;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Counts what was sent and what was answered. Thread-safe. */
final class Tally {
    /** Enough to see what is wrong, few enough to read. */
    private static final int TROUBLE_LIMIT = 10;

    private final Map<String, Map<Answer, Integer>> answers = new TreeMap<>();
    private final List<String> troubles = new ArrayList<>();
    private int unexpected;
    private int messages;
    private int results;
    private int studies;

    /** @param expected false when the sample says that this message is to be answered otherwise */
    synchronized void answered(String system, String controlId, Answer answer, boolean expected, int observations) {
        answers.computeIfAbsent(system, s -> new EnumMap<>(Answer.class)).merge(answer, 1, Integer::sum);
        messages++;
        if (answer == Answer.APPLIED) {
            results += observations;
        }
        if (!expected) {
            trouble(system + " " + controlId + ": " + answer.words());
        }
    }

    synchronized void trouble(String sentence) {
        unexpected++;
        if (troubles.size() < TROUBLE_LIMIT) {
            troubles.add(sentence);
        }
    }

    synchronized void studies(int count) {
        studies = count;
    }

    /** True when every message ended as the sample says it should. */
    synchronized boolean asExpected() {
        return unexpected == 0;
    }

    synchronized String progress(int messagesInAll, int studiesInAll) {
        return "Đang nạp / feeding: %d/%d bản tin / messages, %d kết quả / results, %d/%d ca chụp / studies"
                .formatted(messages, messagesInAll, results, studies, studiesInAll);
    }

    /** The counts by name, for the table at the end and for the next start. */
    synchronized Properties counts() {
        Properties counts = new Properties();
        answers.forEach((system, byAnswer) -> byAnswer.forEach(
                (answer, n) -> counts.setProperty(system + " – " + answer.words(), String.valueOf(n))));
        counts.setProperty("Kết quả xét nghiệm đã ghi (OBX) / laboratory values sent", String.valueOf(results));
        counts.setProperty("Ca chụp trong kho ảnh / studies in the archive", String.valueOf(studies));
        return counts;
    }

    synchronized List<String> troubles() {
        List<String> all = new ArrayList<>(troubles);
        if (unexpected > troubles.size()) {
            all.add("… +" + (unexpected - troubles.size()));
        }
        return all;
    }
}
