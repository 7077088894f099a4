package vn.emr.core.record;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A service, procedure, bed day or supply of a visit (dịch vụ kỹ thuật, phẫu thuật, thủ thuật, giường, vật tư), as a system told it, or a
 * surgery or procedure as people wrote it here.
 *
 * @param sourceId the system that told it; null when people wrote it
 * @param visitNumber the system's number of the visit; empty when people wrote it
 * @param key what makes it the same one on a repeat; of people, their request
 * @param reason why people made this version; null for the first, and for what a system tells
 */
public record Procedure(
        UUID id,
        int version,
        UUID patientId,
        UUID encounterId,
        UUID sourceId,
        String visitNumber,
        String key,
        Details details,
        Provenance origin,
        String reason)
        implements VisitFact<Procedure.Details> {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    /** As a system tells it. */
    public Procedure(
            UUID id,
            int version,
            UUID patientId,
            UUID encounterId,
            UUID sourceId,
            String visitNumber,
            String key,
            Details details,
            Provenance origin) {
        this(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin, null);
    }

    /** Whether it was done. */
    public enum Status {
        ORDERED,
        COMPLETED,
        NOT_DONE,
        /** Told in error, or not told any more: hidden everywhere, kept in history. */
        ENTERED_IN_ERROR
    }

    /** What people write here, by MA_NHOM of QĐ 5937/QĐ-BYT. */
    public enum Sort {
        SURGERY("8", "Phẫu thuật"),
        PROCEDURE("18", "Thủ thuật");

        public final String code;
        public final String words;

        Sort(String code, String words) {
            this.code = code;
            this.words = words;
        }

        /** As systems tell it too. */
        public Coded category() {
            return new Coded(code, "MA_NHOM", words);
        }

        /** Whether something is of this sort. */
        public boolean of(Details details) {
            return details.category() != null && code.equals(details.category().code());
        }
    }

    /** Who did what in it. */
    public enum Part {
        OPERATOR,
        ASSISTANT,
        ANAESTHETIST,
        NURSE
    }

    /** @param name as people call who it was */
    public record Member(Part part, String name) {}

    public enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    /**
     * What people write beside what systems tell of one.
     *
     * @param team of whom at least one operated
     * @param site where on the body
     * @param side null: it has none, or it is not said
     * @param orderId the order it was done for
     */
    public record Entered(
            List<Member> team,
            String site,
            Side side,
            String outcome,
            String complications,
            String note,
            UUID orderId) {
        public Entered {
            team = List.copyOf(team);
        }

        /** Who did one part of it. */
        public List<String> names(Part part) {
            return team.stream().filter(m -> m.part() == part).map(Member::name).toList();
        }
    }

    /**
     * What was told.
     *
     * @param category what it is: surgery, imaging, bed, supply, as sent
     * @param ended when it was over or its result was there
     * @param performers as sent: names or numbers of practice licences
     * @param device the device it was done with
     * @param reasons codes of the diagnoses it is for
     * @param more what was said beside it, under its sender's names
     * @param entered null for what a system told
     */
    public record Details(
            Status status,
            Coded category,
            Coded code,
            BigDecimal quantity,
            String unit,
            TimePoint ordered,
            TimePoint performed,
            TimePoint ended,
            String orderedBy,
            List<String> performers,
            String departmentCode,
            String bed,
            String anaesthesia,
            String device,
            List<String> reasons,
            List<NamedValue> more,
            Entered entered)
            implements VisitFact.Details<Details> {
        public Details {
            performers = performers == null ? List.of() : List.copyOf(performers);
            reasons = reasons == null ? List.of() : List.copyOf(reasons);
            more = more == null ? List.of() : List.copyOf(more);
        }

        /** As a system tells it. */
        public Details(
                Status status,
                Coded category,
                Coded code,
                BigDecimal quantity,
                String unit,
                TimePoint ordered,
                TimePoint performed,
                TimePoint ended,
                String orderedBy,
                List<String> performers,
                String departmentCode,
                String bed,
                String anaesthesia,
                String device,
                List<String> reasons,
                List<NamedValue> more) {
            this(
                    status,
                    category,
                    code,
                    quantity,
                    unit,
                    ordered,
                    performed,
                    ended,
                    orderedBy,
                    performers,
                    departmentCode,
                    bed,
                    anaesthesia,
                    device,
                    reasons,
                    more,
                    null);
        }

        /** As people write it: done, once. */
        public static Details entered(
                Sort sort, Coded code, TimePoint performed, TimePoint ended, String anaesthesia, Entered entered) {
            return new Details(
                    Status.COMPLETED,
                    sort.category(),
                    code,
                    BigDecimal.ONE,
                    null,
                    null,
                    performed,
                    ended,
                    null,
                    entered.names(Part.OPERATOR),
                    null,
                    null,
                    anaesthesia,
                    null,
                    List.of(),
                    List.of(),
                    entered);
        }

        /** The same without what tells why: reasons, and fields of which it is not known. */
        public Details unexplained() {
            return with(status, List.of(), List.of());
        }

        private Details with(Status next, List<String> why, List<NamedValue> fields) {
            return new Details(
                    next,
                    category,
                    code,
                    quantity,
                    unit,
                    ordered,
                    performed,
                    ended,
                    orderedBy,
                    performers,
                    departmentCode,
                    bed,
                    anaesthesia,
                    device,
                    why,
                    fields,
                    entered);
        }

        @Override
        public Details filledBy(Details older) {
            return new Details(
                    status,
                    category == null ? older.category : category,
                    code == null ? older.code : code,
                    quantity == null ? older.quantity : quantity,
                    unit == null ? older.unit : unit,
                    ordered == null ? older.ordered : ordered,
                    performed == null ? older.performed : performed,
                    ended == null ? older.ended : ended,
                    orderedBy == null ? older.orderedBy : orderedBy,
                    performers.isEmpty() ? older.performers : performers,
                    departmentCode == null ? older.departmentCode : departmentCode,
                    bed == null ? older.bed : bed,
                    anaesthesia == null ? older.anaesthesia : anaesthesia,
                    device == null ? older.device : device,
                    reasons.isEmpty() ? older.reasons : reasons,
                    more.isEmpty() ? older.more : more);
        }

        @Override
        public boolean stands() {
            return status != Status.ENTERED_IN_ERROR;
        }

        @Override
        public Details takenBack() {
            return with(Status.ENTERED_IN_ERROR, reasons, more);
        }
    }

    /** The next version that people write. */
    public Procedure next(Details said, String because, Provenance by) {
        return new Procedure(id, version + 1, patientId, encounterId, sourceId, visitNumber, key, said, by, because);
    }

    /**
     * What was done in a visit, each once: what people wrote here, and of what systems told all that is not the same. The same is what has
     * the same code, or else the same name, and was done on a day of it.
     *
     * @param ofVisit those of one visit that stand
     */
    public static List<Procedure> once(List<Procedure> ofVisit) {
        List<Procedure> told = new ArrayList<>(
                ofVisit.stream().filter(p -> p.sourceId() != null).toList());
        List<Procedure> here =
                ofVisit.stream().filter(p -> p.sourceId() == null).toList();
        here.forEach(one -> told.stream().filter(one::isToldBy).findFirst().ifPresent(told::remove));
        return Stream.concat(here.stream(), told.stream()).toList();
    }

    private boolean isToldBy(Procedure told) {
        return sameName(details.code(), told.details.code()) && sameDay(told.details.performed());
    }

    private static boolean sameName(Coded one, Coded other) {
        if (one == null || other == null) {
            return false;
        }
        return one.code() != null && other.code() != null
                ? bare(one.code()).equals(bare(other.code()))
                : PersonName.unaccented(String.valueOf(one.shown()))
                        .equals(PersonName.unaccented(String.valueOf(other.shown())));
    }

    private static String bare(String code) {
        return code.replace(".", "").toUpperCase(Locale.ROOT);
    }

    private boolean sameDay(TimePoint other) {
        if (other == null) {
            return true;
        }
        LocalDate day = day(other);
        LocalDate last = details.ended() == null ? day(details.performed()) : day(details.ended());
        return !day.isBefore(day(details.performed())) && !day.isAfter(last);
    }

    private static LocalDate day(TimePoint point) {
        return LocalDate.ofInstant(point.from(), ZONE);
    }

    @Override
    public Procedure restated(int version, UUID encounterId, Details details, Provenance origin) {
        return new Procedure(id, version, patientId, encounterId, sourceId, visitNumber, key, details, origin, reason);
    }

    @Override
    public NounKind kind() {
        return NounKind.PROCEDURE;
    }
}
