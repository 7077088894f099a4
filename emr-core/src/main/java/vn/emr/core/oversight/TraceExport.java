package vn.emr.core.oversight;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import vn.emr.core.Ids;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Right;
import vn.emr.core.audit.AuditEvent;
import vn.emr.core.audit.AuditEvent.Kind;
import vn.emr.core.store.AuditTrail;
import vn.emr.core.store.Database;

/** The trace of a time as a stream in a form that others read; in the order it was written, in bounded memory. */
@ApplicationScoped
public class TraceExport {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int AT_ONCE = 1_000;

    /** The forms. */
    public enum Form {
        /** One line a row for spreadsheets. */
        CSV("text/csv; charset=utf-8", "csv"),
        /** FHIR R4 AuditEvent after the profiles of IHE BALP, one JSON object a line. */
        FHIR("application/fhir+ndjson", "ndjson"),
        /** DICOM PS3.15 A.5 audit messages in RFC 5424 syslog, as IHE ATNA sends them, one a line. */
        ATNA("text/plain; charset=utf-8", "log");

        public final String mediaType;
        public final String ending;

        Form(String mediaType, String ending) {
            this.mediaType = mediaType;
            this.ending = ending;
        }
    }

    private final Database database;
    private final Access access;
    private final Oversight oversight;
    private final AuditTrail trail;

    @Inject
    public TraceExport(Database database, Access access, Oversight oversight, AuditTrail trail) {
        this.database = database;
        this.access = access;
        this.oversight = oversight;
        this.trail = trail;
    }

    /**
     * Permission to take the trace of this time out; the taking is traced before the first byte leaves.
     *
     * @throws Refusal FORBIDDEN without the right, MALFORMED_FIELD for a time of more than 366 days
     */
    public Export export(Caller caller, Form form, Instant from, Instant to) {
        access.require(caller, "AUDIT", null, Right.AUDIT_READ);
        Oversight.Span span = oversight.span(from, to, LONGEST, Duration.ofDays(1));
        AuditEvent asked = oversight.line(caller, "AUDIT " + form, null, null, span);
        trail.append(List.of(exported(asked)));
        return new Export(caller.tenantId(), form, span);
    }

    private static AuditEvent exported(AuditEvent e) {
        return new AuditEvent(
                e.id(),
                e.at(),
                e.tenantId(),
                Kind.EXPORT,
                true,
                e.actor(),
                e.sourceId(),
                null,
                e.objectKind(),
                null,
                null,
                null,
                e.detail());
    }

    /** An export that was allowed. */
    public final class Export {
        private final UUID tenant;
        private final Form form;
        private final Oversight.Span span;

        private Export(UUID tenant, Form form, Oversight.Span span) {
            this.tenant = tenant;
            this.form = form;
            this.span = span;
        }

        /** Writes it. */
        public void write(OutputStream out) throws IOException {
            Function<AuditEvent, String> line =
                    switch (form) {
                        case CSV -> CsvLine::of;
                        case FHIR -> FhirLine::of;
                        case ATNA -> AtnaLine::of;
                    };
            if (form == Form.CSV) {
                out.write(CsvLine.head().getBytes(StandardCharsets.UTF_8));
            }
            try {
                database.run(t -> t.each(
                        Oversight.LINES
                                + " where a.tenant_id = ? and a.at >= ? and a.at < ? and a.id >= ? and a.id < ? order by a.id",
                        AT_ONCE,
                        row -> put(out, line.apply(AuditTrail.of(row))),
                        tenant,
                        span.from(),
                        span.to(),
                        Ids.first(span.from().minus(Oversight.SKEW)),
                        Ids.first(span.to().plus(Oversight.SKEW))));
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            }
        }
    }

    private static void put(OutputStream out, String line) {
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
