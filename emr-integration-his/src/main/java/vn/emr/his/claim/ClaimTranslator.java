package vn.emr.his.claim;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.intake.AtFault;
import vn.emr.core.intake.Delivery;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.ReportStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.Sources;
import vn.emr.core.intake.StatedFact;
import vn.emr.core.intake.ToldNotice.AppointmentStated;
import vn.emr.core.intake.ToldNotice.FactsStated;
import vn.emr.core.intake.ToldNotice.WholeVisitStated;
import vn.emr.core.intake.Translator;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Appointment;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.TimePoint;
import vn.emr.his.NoticeAnswer;
import vn.emr.his.claim.ClaimFile.Row;

/**
 * Reads one message of format {@code claim-xml}: a visit told as a whole by the insurance claim tables. The sender is known
 * before the message is read, by its credential: callers give {@link Sources#only}.
 */
@ApplicationScoped
public class ClaimTranslator implements Translator {
    private static final int LONGEST_VISIT = 200;

    @Override
    public String format() {
        return "claim-xml";
    }

    @Override
    public Delivery read(byte[] bytes, String door, String peer, Sources sources) {
        Source source = sources.byApplication(door, "", "").orElse(null);
        ClaimFile file;
        try {
            file = ClaimReader.read(bytes);
        } catch (Refusal refusal) {
            return unreadable(bytes, door, peer, sources, refusal);
        }
        Reading reading = null;
        Refusal refusal = null;
        try {
            mayRead(source);
            reading = read(file, source);
        } catch (Refusal r) {
            refusal = r;
        }
        List<Row> summaries = file.rows(Layout.SUMMARY);
        String visit = summaries.isEmpty() ? null : summaries.getFirst().text("MA_LK");
        return new Delivery(
                door,
                peer,
                format(),
                source,
                MessageTypes.CLAIM,
                visit == null || visit.length() > LONGEST_VISIT ? "" : visit,
                Canonical.digest(file),
                bytes,
                null,
                reading,
                refusal,
                NoticeAnswer::bytes,
                null);
    }

    @Override
    public Optional<String> place(AtFault what, String messageType) {
        return switch (what) {
            case PATIENT_NUMBER -> Optional.of("XML1/MA_BN");
            case OBSERVED_VALUE -> Optional.of("XML4/GIA_TRI");
            default -> Optional.empty();
        };
    }

    /** A delivery of bytes that are no claim: kept and refused like any other message. */
    Delivery unreadable(byte[] bytes, String door, String peer, Sources sources, Refusal refusal) {
        return new Delivery(
                door,
                peer,
                format(),
                sources.byApplication(door, "", "").orElse(null),
                MessageTypes.CLAIM,
                "",
                Canonical.sha256(bytes),
                bytes,
                null,
                null,
                refusal,
                NoticeAnswer::bytes,
                null);
    }

    private static void mayRead(Source source) {
        if (source == null) {
            throw new Refusal(Code.UNKNOWN_SENDER, "no source is registered for this credential");
        }
        if (!source.allows(MessageTypes.CLAIM)) {
            throw new Refusal(Code.NOT_ALLOWED_FOR_SENDER, "the source may not send this kind");
        }
    }

    private static Reading read(ClaimFile file, Source source) {
        if (file.rows(Layout.SUMMARY).isEmpty()) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "table XML1 is missing: it says whose visit this is", "XML1");
        }
        Row summary = file.summary();
        String visit = summary.text("MA_LK");
        if (visit == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", "XML1/MA_LK");
        }
        if (visit.length() > LONGEST_VISIT) {
            throw new Refusal(Code.MALFORMED_FIELD, "longer than " + LONGEST_VISIT + " characters", "XML1/MA_LK");
        }
        ZoneId zone = source.zoneId();
        ClaimPerson person = new ClaimPerson(summary, zone, source.patientDomain);
        return notices(file, visit, zone, person, stated(file, zone));
    }

    private static Reading notices(ClaimFile file, String visit, ZoneId zone, ClaimPerson person, Instant stated) {
        PatientRef who = person.who();
        ClaimVisit course = new ClaimVisit(file.summary(), visit, zone, who, stated);
        List<Notice> notices = new ArrayList<>();
        notices.add(person.person(stated));
        notices.addAll(course.movements());
        notices.addAll(person.cards(stated, visit));
        Keys diagnoses = new Keys();
        notices.add(course.diagnoses(diagnoses));
        ClaimFacts facts = new ClaimFacts(file, zone);
        List<StatedFact> all = facts.all();
        notices.add(new FactsStated(who, stated, visit, all, true));
        ClaimResults results = new ClaimResults(file, visit, zone, who, stated);
        List<ReportStated> reports = results.all();
        notices.addAll(reports);
        List<AppointmentStated> appointments = file.rows("XML14").stream()
                .map(row -> appointment(row, visit, zone, who, stated))
                .toList();
        notices.addAll(appointments);
        Map<NounKind, Set<String>> told = new EnumMap<>(NounKind.class);
        facts.kinds().forEach(kind -> told.put(kind, facts.keys(kind)));
        told.put(NounKind.CONDITION, diagnoses.all());
        told.put(NounKind.DIAGNOSTIC_REPORT, results.keys());
        told.put(
                NounKind.APPOINTMENT,
                appointments.stream().map(AppointmentStated::key).collect(Collectors.toCollection(TreeSet::new)));
        notices.add(new WholeVisitStated(who, stated, visit, told));
        int values = reports.stream().mapToInt(r -> r.observations().size()).sum();
        return new Reading(List.copyOf(notices), values, ClaimRules.faults(file, zone));
    }

    private static AppointmentStated appointment(Row row, String visit, ZoneId zone, PatientRef who, Instant stated) {
        String number = row.text("SO_GIAYHEN_KL");
        return new AppointmentStated(
                who,
                stated,
                visit,
                visit + "|XML14" + (row.number() == 1 ? "" : "." + row.number()),
                new Appointment.Details(
                        Appointment.Status.BOOKED,
                        Written.time(row.text("NGAY_HEN_KL"), zone).orElse(null),
                        null,
                        null,
                        row.text("CHAN_DOAN_RV"),
                        null,
                        null,
                        row.text("MA_BAC_SI"),
                        number == null ? List.of() : List.of("SO_GIAYHEN_KL: " + number)));
    }

    /** The day the file was made; on the day the visit ended not before that. */
    private static Instant stated(ClaimFile file, ZoneId zone) {
        TimePoint made = Written.time(file.made(), zone).orElse(null);
        TimePoint end = Written.time(file.summary().text("NGAY_RA"), zone).orElse(null);
        TimePoint came = Written.time(file.summary().text("NGAY_VAO"), zone).orElse(null);
        if (made == null && end == null && came == null) {
            throw new Refusal(
                    Code.REQUIRED_FIELD_MISSING, "neither the file nor the visit says when it was", "NGAYLAP");
        }
        if (made == null) {
            return end != null ? end.from() : came.from();
        }
        boolean sameDay =
                end != null && !end.from().isBefore(made.from()) && end.from().isBefore(made.to());
        return sameDay ? end.from() : made.from();
    }
}
