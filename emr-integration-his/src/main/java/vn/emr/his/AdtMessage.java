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
import vn.emr.core.intake.Demographics;
import vn.emr.core.intake.Notice;
import vn.emr.core.intake.Notice.ConditionsStated;
import vn.emr.core.intake.Notice.PatientRef;
import vn.emr.core.intake.Notice.PatientStated;
import vn.emr.core.intake.Reading;
import vn.emr.core.intake.StatedAllergy;
import vn.emr.core.intake.StatedCondition;
import vn.emr.core.intake.ToldNotice.AllergiesStated;
import vn.emr.core.organization.Source;
import vn.emr.core.record.VisitEvent;

/** One ADT message: the person, then what happened to the visit, then its diagnoses and the person's allergies. */
final class AdtMessage {
    /** Events that may announce somebody who has no number yet. */
    private static final Set<String> ANNOUNCING = Set.of("A01", "A04", "A05", "A14", AdtTranslator.ADD_PERSON);

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
        MergeSegments merges = new MergeSegments(message, numbers, people, stated, remarks);
        VisitMoves moves = new VisitMoves(message, numbers, people, stated, remarks);
        if (AdtTranslator.MERGES.contains(trigger)) {
            merges.read(notices);
            if (trigger.equals(AdtTranslator.MERGE_WITH_ACCOUNT)) {
                moves.accounts(notices);
            }
        } else if (AdtTranslator.VISIT_MOVES.contains(trigger)) {
            moves.moved(notices);
        } else if (AdtTranslator.VISIT_MERGES.contains(trigger)) {
            moves.merged(notices);
        } else if (trigger.equals(AdtTranslator.NUMBER_MOVED)) {
            moves.numberMoved(notices);
        } else if (trigger.equals(AdtTranslator.LINK) || trigger.equals(AdtTranslator.UNLINK)) {
            merges.pair(notices, trigger.equals(AdtTranslator.LINK));
        } else if (trigger.equals(AdtTranslator.SWAP)) {
            swap();
        } else {
            one(event());
            return reading(true);
        }
        return reading(false);
    }

    /** @param ofOne the message speaks of one person, whose allergies it may tell */
    private Reading reading(boolean ofOne) {
        if (!ofOne && AllergySegments.in(message)) {
            remarks.add("allergies beside a merge or a move are not read; they stay in the message");
        }
        int values = message.segments("OBX").size();
        return new Reading(List.copyOf(notices), values, remarks.all());
    }

    /** Each PID with its PV1: a transfer of both. */
    private void swap() {
        Segment pid = null;
        int read = 0;
        for (Segment s : message.segments()) {
            if (s.name().equals("PID")) {
                pid = s;
            } else if (s.name().equals("PV1") && pid != null) {
                one(VisitEvent.TRANSFERRED, pid, s);
                pid = null;
                read++;
            }
        }
        if (read != 2) {
            throw missing("PID", "A swap needs two PID segments, each with its PV1.");
        }
    }

    /** @param event null for A28, A31 and A60 */
    private void one(VisitEvent event) {
        Segment pid = message.first("PID").orElseThrow(() -> missing("PID", "The message has no PID segment."));
        String visit = one(event, pid, message.first("PV1").orElse(null));
        List<StatedCondition> conditions = event == null ? List.of() : DiagnosisSegments.read(message, moments);
        if (!conditions.isEmpty()) {
            notices.add(new ConditionsStated(numbers.of(pid), stated, visit, conditions));
        }
        List<StatedAllergy> allergies = new AllergySegments(moments, remarks).read(message);
        if (!allergies.isEmpty()) {
            notices.add(new AllergiesStated(numbers.of(pid), stated, allergies));
        }
    }

    /** Reads one person and what happened to the visit; returns the visit's number, or null. */
    private String one(VisitEvent event, Segment pid, Segment pv1) {
        PatientRef who = numbers.of(pid);
        if (!numbers.decides(who) && !ANNOUNCING.contains(trigger)) {
            throw new Refusal(Code.UNKNOWN_PATIENT, "The message names no number to find the patient by.", "PID-3");
        }
        Demographics demographics = people.demographics(pid, message.segments("NK1"));
        notices.add(new PatientStated(who, stated, demographics, people.isUnknownPerson(pid)));
        if (event == null) {
            return null;
        }
        String visit = PatientNumbers.visitNumber(pid, pv1);
        if (visit == null || pv1 == null) {
            remarks.add("no visit is named (PV1-19, PID-18, PV1-50); only the person was read");
        } else {
            notices.add(new VisitSegments(message, source, moments, remarks).visit(who, stated, event, visit, pv1));
        }
        return visit;
    }

    /** What the trigger says, or ZBE where that says it more exactly; null for A28, A31 and A60. */
    private VisitEvent event() {
        VisitEvent event = AdtTranslator.VISIT_EVENTS.get(trigger);
        Segment zbe = message.first("ZBE").orElse(null);
        if (zbe == null) {
            if (trigger.equals(AdtTranslator.MOVEMENT_CORRECTED)) {
                throw missing("ZBE-1", "A correction of a movement needs a ZBE segment that names it.");
            }
            return event;
        }
        VisitEvent original =
                AdtTranslator.VISIT_EVENTS.get(zbe.value(6).strip().toUpperCase(Locale.ROOT));
        if (trigger.equals(AdtTranslator.MOVEMENT_CORRECTED)) {
            if (original == null || zbe.value(1).isBlank()) {
                throw missing("ZBE-6", "A correction of a movement names the movement and its event (ZBE-1, ZBE-6).");
            }
            event = original;
        }
        boolean cancels = zbe.value(4).strip().equalsIgnoreCase("CANCEL");
        return cancels && event != null ? event.cancelling() : event;
    }

    private static Refusal missing(String field, String sentence) {
        return new Refusal(Code.REQUIRED_FIELD_MISSING, sentence, field);
    }
}
