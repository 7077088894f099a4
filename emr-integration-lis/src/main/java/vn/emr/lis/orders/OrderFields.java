package vn.emr.lis.orders;

import java.util.List;
import vn.emr.core.hl7.DataTypes;
import vn.emr.core.hl7.Moments;
import vn.emr.core.hl7.Repetition;
import vn.emr.core.hl7.Segment;
import vn.emr.core.organization.Source;
import vn.emr.core.record.OrderNumber;
import vn.emr.core.record.TimePoint;

/**
 * Fields of an order that stand in different segments by version: numbers, times and priority.
 *
 * @param orc null when an OBR stands alone
 * @param service what is ordered, an OBR or another segment; null before it came
 * @param timing TQ1, from version 2.5 on; else null
 */
record OrderFields(Segment orc, Segment service, Segment timing, Moments moments, Source source) {
    /** Whether it is a request for a service (OBR), not for a drug, a diet or supplies. */
    boolean isRequest() {
        return service != null && service.name().equals("OBR");
    }

    /** ORC-2 or 3, else the same of OBR. */
    OrderNumber number(int field) {
        OrderNumber number = entity(orc, field);
        return number != null || !isRequest() ? number : entity(service, field);
    }

    static OrderNumber entity(Segment segment, int field) {
        List<Repetition> all = segment == null ? List.of() : segment.repetitions(field);
        if (all.isEmpty() || all.getFirst().value().isBlank()) {
            return null;
        }
        Repetition r = all.getFirst();
        String system = r.component(2).isBlank()
                ? r.component(3).strip()
                : r.component(2).strip();
        return new OrderNumber(r.value().strip(), system);
    }

    /** ORC-8 or OBR-29, whose first component is the placer's number in sub-components. */
    OrderNumber parent() {
        for (Segment segment : new Segment[] {orc, isRequest() ? service : null}) {
            List<Repetition> all = segment == null ? List.of() : segment.repetitions(segment == orc ? 8 : 29);
            if (!all.isEmpty() && !all.getFirst().sub(1, 1).isBlank()) {
                return new OrderNumber(
                        all.getFirst().sub(1, 1).strip(),
                        all.getFirst().sub(1, 2).strip());
            }
        }
        return null;
    }

    /** TQ1-9; before 2.5 the sixth component of OBR-27 or ORC-7, or OBR-5. */
    String priority() {
        String sent = timing == null ? "" : timing.value(9).strip();
        for (Segment segment : new Segment[] {service, orc}) {
            if (sent.isEmpty() && segment != null && (segment == orc || isRequest())) {
                sent = segment.component(segment == orc ? 7 : 27, 6).strip();
            }
        }
        return DataTypes.nothing(
                sent.isEmpty() && isRequest() ? service.value(5).strip() : sent);
    }

    /** TQ1-7; before 2.5 the fourth component of OBR-27 or ORC-7, or OBR-6. */
    TimePoint requestedFor() {
        TimePoint time = time(timing, 7);
        for (Segment segment : new Segment[] {service, orc}) {
            if (time == null && segment != null && (segment == orc || isRequest())) {
                String sent = segment.component(segment == orc ? 7 : 27, 4).strip();
                time = TimePoint.parse(sent, source.zoneId()).orElse(null);
            }
        }
        return time != null || !isRequest() ? time : time(service, 6);
    }

    TimePoint time(Segment segment, int field) {
        return segment == null ? null : moments.read(segment, field).orElse(null);
    }
}
