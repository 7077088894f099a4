package vn.emr.core.procedures;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Words;
import vn.emr.core.chart.EncounterList.Visit;
import vn.emr.core.chart.Entries;
import vn.emr.core.record.Coded;
import vn.emr.core.record.Procedure;
import vn.emr.core.record.Procedure.Member;
import vn.emr.core.record.Procedure.Part;
import vn.emr.core.record.Procedure.Side;
import vn.emr.core.record.Procedure.Sort;
import vn.emr.core.record.TimePoint;

/**
 * A surgery or procedure as a person writes it.
 *
 * @param catalogue of which the code is: {@code services} (QĐ 1227, the hospital's services) or {@code icd9}; null without a code
 * @param text what it is called; null: as the catalogue has it
 * @param from when it began
 * @param to when it was over; null: not said
 * @param orderId the order it was done for
 */
public record ProcedureForm(
        Sort sort,
        String catalogue,
        String code,
        String text,
        Instant from,
        Instant to,
        List<Member> team,
        String anaesthesia,
        String site,
        Side side,
        String outcome,
        String complications,
        String note,
        UUID orderId) {
    static final Set<String> CATALOGUES = Set.of("services", "icd9");
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 1000;
    private static final int MOST_PEOPLE = 30;

    /** A name or a code as it is kept is found for it. */
    interface Naming {
        Coded name(String catalogue, String code, String words, LocalDate day);
    }

    /**
     * As the record keeps it.
     *
     * @throws Refusal with pointers to what is missing or does not fit
     */
    Procedure.Details checked(Visit visit, Naming naming, Instant now) {
        if (sort == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "whether it was surgery or a procedure", "/sort");
        }
        Instant began = Entries.within(visit, from, now, "/from");
        Instant over = to == null ? null : Entries.within(visit, to, now, "/to");
        if (over != null && over.isBefore(began)) {
            throw new Refusal(Code.MALFORMED_FIELD, "it ended after it began", "/to");
        }
        Procedure.Entered entered = new Procedure.Entered(
                people(),
                Words.line(site, LONGEST_LINE, "/site"),
                side,
                Words.line(outcome, LONGEST_TEXT, "/outcome"),
                Words.line(complications, LONGEST_TEXT, "/complications"),
                Words.line(note, LONGEST_TEXT, "/note"),
                orderId);
        return Procedure.Details.entered(
                sort,
                naming.name(
                        catalogue,
                        Words.line(code, 40, "/code"),
                        Words.line(text, LONGEST_TEXT, "/text"),
                        LocalDate.ofInstant(began, Procedures.ZONE)),
                TimePoint.at(began),
                over == null ? null : TimePoint.at(over),
                Words.line(anaesthesia, LONGEST_LINE, "/anaesthesia"),
                entered);
    }

    private List<Member> people() {
        List<Member> sent = team == null ? List.of() : team;
        if (sent.size() > MOST_PEOPLE) {
            throw new Refusal(Code.MALFORMED_FIELD, "at most thirty people", "/team");
        }
        List<Member> kept = sent.stream()
                .map(one -> {
                    if (one == null || one.part() == null) {
                        throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who it was and what they did", "/team");
                    }
                    return new Member(one.part(), Words.needed(one.name(), 2, LONGEST_LINE, "/team"));
                })
                .distinct()
                .toList();
        if (kept.stream().noneMatch(m -> m.part() == Part.OPERATOR)) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "who operated", "/team");
        }
        return kept;
    }
}
