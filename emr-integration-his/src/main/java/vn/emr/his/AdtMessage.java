package vn.emr.his;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.hl7.Hl7Message;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.PatientNumbers;
import vn.emr.core.hl7.Remarks;
import vn.emr.core.hl7.Segment;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.Demographics;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Notice.PatientsMerged;
import vn.emr.core.intake.Notice.StatedCondition;
import vn.emr.core.intake.Notice.VisitEvent;
import vn.emr.core.intake.Reading;
import vn.emr.core.organization.Source;
import vn.emr.core.record.Identifier;

/** One ADT message: the person, then what happened to the visit, then its diagnoses. */
final class AdtMessage {
    /** Events that may announce somebody who has no number yet. */
    private static final Set<String> ANNOUNCING = Set.of("A01", "A04", "A05", AdtTranslator.ADD_PERSON);

    private final Hl7Message message;
    private final Source source;
    private final Remarks remarks = new Remarks();
    private final Moments moments;
    private final PatientNumbers numbers;
    private final PersonSegments people;
    private final String trigger;
    private final Instant stated;
    private final List<Notice> notices = new ArrayList<>();

    AdtMessage(Hl7Message message, Source source, Instant receivedAt) {
        this.message = message;
        this.source = source;
        this.moments = new Moments(message, source.zoneId(), receivedAt, remarks);
        this.numbers = new PatientNumbers(source, remarks);
        this.people = new PersonSegments(moments, numbers, remarks);
        Segment evn = message.first("EVN").orElse(null);
        String named = message.header().trigger();
        this.trigger = named.isEmpty() && evn != null ? evn.value(1).strip().toUpperCase(Locale.ROOT) : named;
        this.stated = moments.stated(evn == null ? null : moments.read(evn, 2).orElse(null), "EVN-2");
    }

    Reading reading() {
        if (trigger.equals(AdtTranslator.MERGE)) {
            merges();
        } else {
            one(AdtTranslator.VISIT_EVENTS.get(trigger));
        }
        if (message.first("AL1").isPresent()) {
            remarks.add("allergies (AL1) are not read here yet; they stay in the message");
        }
        int values = message.segments("OBX").size();
        return new Reading(List.copyOf(notices), values, remarks.all());
    }

    /** @param event null for A28 and A31 */
    private void one(VisitEvent event) {
        Segment pid = message.first("PID").orElseThrow(() -> missing("PID", "The message has no PID segment."));
        PatientRef who = numbers.of(pid);
        if (!numbers.decides(who) && !ANNOUNCING.contains(trigger)) {
            throw new Refusal(Code.UNKNOWN_PATIENT, "The message names no number to find the patient by.", "PID-3");
        }
        Demographics demographics = people.demographics(pid, message.segments("NK1"));
        notices.add(new PatientStated(who, stated, demographics, people.isUnknownPerson(pid)));
        if (event == null) {
            return;
        }
        Segment pv1 = message.first("PV1").orElse(null);
        String visit = PatientNumbers.visitNumber(pid, pv1);
        if (visit == null || pv1 == null) {
            remarks.add("no visit is named (PV1-19, PID-18, PV1-50); only the person was read");
        } else {
            notices.add(new VisitSegments(message, source, moments, remarks).visit(who, stated, event, visit, pv1));
        }
        List<StatedCondition> conditions = DiagnosisSegments.read(message, moments);
        if (!conditions.isEmpty()) {
            notices.add(new ConditionsStated(who, stated, visit, conditions));
        }
    }

    /** Pairs of PID (the survivor) and MRG (the number that now means the survivor), as often as sent. */
    private void merges() {
        Segment pid = null;
        for (Segment s : message.segments()) {
            if (s.name().equals("PID")) {
                pid = s;
            } else if (s.name().equals("MRG")) {
                merge(pid, s);
            }
        }
        if (notices.isEmpty()) {
            throw missing("MRG-1", "A merge needs a PID and an MRG segment.");
        }
    }

    private void merge(Segment pid, Segment mrg) {
        if (pid == null) {
            throw missing("PID", "An MRG segment has no PID before it.");
        }
        PatientRef survivor = numbers.of(pid);
        if (!numbers.decides(survivor)) {
            throw missing("PID-3", "A merge needs the number of the patient who stays.");
        }
        List<Identifier> losers = numbers.deciding(mrg, 1);
        if (losers.isEmpty()) {
            losers = numbers.deciding(mrg, 4);
        }
        if (losers.isEmpty()) {
            throw missing("MRG-1", "A merge needs the number that goes.");
        }
        Demographics demographics = people.demographics(pid, List.of());
        if (!demographics.names().isEmpty()) {
            notices.add(new PatientStated(survivor, stated, demographics, false));
        }
        for (Identifier loser : losers) {
            notices.add(new PatientsMerged(survivor, stated, new PatientRef(List.of(loser))));
        }
    }

    private static Refusal missing(String field, String sentence) {
        return new Refusal(Code.REQUIRED_FIELD_MISSING, sentence, field);
    }
}
