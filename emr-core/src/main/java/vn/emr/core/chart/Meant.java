package vn.emr.core.chart;

import java.time.Instant;
import java.util.UUID;
import vn.emr.core.mapping.CodeKind;
import vn.emr.core.mapping.CodeMapping.Meaning;
import vn.emr.core.mapping.Meanings;
import vn.emr.core.record.Coded;
import vn.emr.core.record.DiagnosticReport;
import vn.emr.core.record.Observation;
import vn.emr.core.record.ServiceOrder;
import vn.emr.core.record.TimePoint;

/** What the codes of a chart mean on the day of the event; null wherever nobody mapped them. */
record Meant(Meanings.Dictionary dictionary) {
    Meaning value(DiagnosticReport r, Observation o) {
        Coded c = o.code();
        return c == null ? null : value(r.sourceId(), c.system(), c.code() == null ? c.text() : c.code(), day(r));
    }

    Meaning service(DiagnosticReport r) {
        return r.code() == null ? null : service(r.sourceId(), r.code().code(), day(r));
    }

    /** An order placed here names its service as the performer does. */
    Meaning service(ServiceOrder o) {
        UUID system = o.sourceId() == null ? o.performerId() : o.sourceId();
        TimePoint at = o.ordered();
        return o.code() == null
                ? null
                : service(system, o.code().code(), at == null ? o.origin().recorded() : at.from());
    }

    Meaning service(UUID sourceId, String code, Instant at) {
        return of(CodeKind.SERVICE, sourceId, "", code, at);
    }

    /** The department's name. */
    String department(UUID sourceId, String code, Instant at) {
        Meaning meaning = of(CodeKind.DEPARTMENT, sourceId, "", code, at);
        return meaning == null ? null : meaning.name();
    }

    Meaning value(UUID sourceId, String system, String code, Instant at) {
        return of(CodeKind.LAB, sourceId, system, code, at);
    }

    private Meaning of(CodeKind kind, UUID sourceId, String system, String code, Instant at) {
        return dictionary.meaning(kind, sourceId, system, code, at).orElse(null);
    }

    private static Instant day(DiagnosticReport r) {
        TimePoint at = r.effective() != null ? r.effective() : r.issued();
        return at == null ? r.origin().recorded() : at.from();
    }
}
