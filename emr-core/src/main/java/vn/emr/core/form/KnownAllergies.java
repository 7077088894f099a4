package vn.emr.core.form;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.emr.core.chart.AllergyList;
import vn.emr.core.record.Allergy;
import vn.emr.core.record.Value.From;

/** Allergies in words, as a form takes them; nothing while nobody recorded any, for that does not say that there are none. */
final class KnownAllergies {
    /** Among the traits that bear on an illness: allergies (TT 32/2023/TT-BYT, the history part of a bệnh án). */
    private static final String TRAIT = "01";

    private static final Map<Allergy.Severity, String> SEVERITIES = Map.of(
            Allergy.Severity.MILD, "nhẹ",
            Allergy.Severity.MODERATE, "vừa",
            Allergy.Severity.SEVERE, "nặng",
            Allergy.Severity.LIFE_THREATENING, "đe dọa tính mạng");

    private final AllergyList.Standing standing;

    KnownAllergies(List<Allergy> all) {
        this.standing = AllergyList.Standing.of(all);
    }

    List<Fact> facts(String path) {
        return switch (standing.known()) {
            case NOT_RECORDED -> List.of();
            case NONE_KNOWN -> {
                AllergyList.Line none = standing.noneKnown();
                String asked = Fact.moment(none.origin().statedAt()).words();
                yield List.of(Fact.words("Không dị ứng (khai thác bởi %s lúc %s)"
                                .formatted(none.origin().sourceName(), asked))
                        .by(from(path, none)));
            }
            case LISTED ->
                standing.allergies().stream()
                        .map(line -> Fact.words(words(line)).by(from(path, line)))
                        .toList();
        };
    }

    /** A row for each among the traits of the history. */
    List<Known.Facts> rows(String path) {
        return standing.known() != AllergyList.Known.LISTED
                ? List.of()
                : standing.allergies().stream()
                        .map(line -> new Known.Facts(
                                Map.of(
                                        "allergy.trait", Fact.coded(TRAIT, null),
                                        "allergy.words", Fact.words(words(line))),
                                from(path, line)))
                        .toList();
    }

    private static From from(String path, AllergyList.Line line) {
        return new From(path, line.origin().sourceName(), line.origin().statedAt(), line.id());
    }

    private static String words(AllergyList.Line line) {
        String more = Stream.of(
                        line.kind() == Allergy.Kind.INTOLERANCE ? "không dung nạp" : null,
                        line.reactions().isEmpty() ? null : String.join(", ", line.reactions()),
                        line.severity() == null ? null : "mức độ " + SEVERITIES.get(line.severity()),
                        line.certainty() == Allergy.Certainty.SUSPECTED ? "nghi ngờ" : null)
                .filter(word -> word != null)
                .collect(Collectors.joining("; "));
        return more.isEmpty() ? line.substance() : line.substance() + " (" + more + ")";
    }
}
