package vn.emr.core.exchange;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.Unforeseen;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess.Line;
import vn.emr.core.printing.RecordPrints;
import vn.emr.core.privacy.EgressGate;
import vn.emr.core.privacy.Ground;
import vn.emr.core.privacy.Pass;
import vn.emr.core.store.StoreFault;

/** Takes one folder of an export out as the one who asked may now; what may not be is refused with its reason, never left out. */
@ApplicationScoped
public class ExportedFolder {
    private static final Logger LOG = Logger.getLogger(ExportedFolder.class);

    /** What holds for every folder of an export. @param begunAt the moment as of which it is told */
    record Order(
            UUID export,
            UUID tenantId,
            Instant begunAt,
            boolean withPdf,
            String purpose,
            String ground,
            String receiver) {}

    /**
     * Whose turn it is.
     *
     * @param printed the line of a print that was traced and then lost; null: none was
     */
    record Next(int place, UUID folderId, UUID patientId, Line printed) {}

    /** @param refused why; null: it is written, and these are the digests of its files, without a PDF where nothing is to print */
    record Outcome(String refused, String xml, String json, String pdf) {}

    private final Access access;
    private final EgressGate gate;
    private final Exchange exchange;
    private final RecordPrints prints;

    @Inject
    public ExportedFolder(Access access, EgressGate gate, Exchange exchange, RecordPrints prints) {
        this.access = access;
        this.gate = gate;
        this.exchange = exchange;
        this.prints = prints;
    }

    /**
     * @param traced told when a print is in the trace, before it is drawn
     * @throws RuntimeException when the database cannot be asked or a file not be written; then it is tried again
     */
    Outcome take(Caller caller, Order order, Next next, ExportFiles files, Consumer<Line> traced) {
        Grant grant = null;
        try {
            grant = access.open(caller, caller.purpose(), next.patientId());
            Optional<Pass> pass =
                    gate.pass(order.tenantId(), order.purpose(), Ground.valueOf(order.ground()), grant.patientId());
            if (pass.isEmpty()) {
                access.refuse(caller, grant, "EGRESS", next.folderId());
                return refused("NO_CONSENT");
            }
            Exchange.Taken taken = exchange.taken(caller, grant, pass.get(), next.folderId(), order.begunAt());
            byte[] pdf = order.withPdf() ? printed(caller, grant, next, traced) : null;
            return new Outcome(
                    null,
                    files.keep(order.export(), next.folderId(), "xml", taken.xml()),
                    files.keep(order.export(), next.folderId(), "json", taken.json()),
                    pdf == null ? null : files.keep(order.export(), next.folderId(), "pdf", pdf));
        } catch (Refusal refusal) {
            if (refusal.code() == Code.TEMPORARY) {
                throw refusal;
            }
            return refused(
                    grant == null || grant.masks().isEmpty() ? refusal.code().name() : "LABELS");
        } catch (StoreFault | UncheckedIOException fault) {
            throw fault;
        } catch (RuntimeException fault) {
            // One record that cannot be written must not keep the others; what it says may be of the record.
            LOG.errorf("export %s, folder %d: %s", order.export(), next.place() + 1, Unforeseen.at(fault));
            return refused("FAULT");
        }
    }

    /** Null where a folder holds nothing that is printed. */
    private byte[] printed(Caller caller, Grant grant, Next next, Consumer<Line> traced) {
        try {
            return prints.whole(caller, grant, next.folderId(), next.printed(), traced);
        } catch (Refusal refusal) {
            if (refusal.code() == Code.NOT_APPLICABLE) {
                return null;
            }
            throw refusal;
        }
    }

    private static Outcome refused(String reason) {
        return new Outcome(reason, null, null, null);
    }
}
