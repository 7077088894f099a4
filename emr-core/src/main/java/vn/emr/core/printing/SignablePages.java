package vn.emr.core.printing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.chart.Charts;
import vn.emr.core.form.Form;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.store.Database;

/** Draws a version of a sheet, or one entry of it, as the file that is signed: an electronic document, not a print of one. */
@ApplicationScoped
public class SignablePages {
    private final SheetPrint print;
    private final Charts charts;
    private final Marks marks;

    @Inject
    public SignablePages(
            SheetPrint print,
            Charts charts,
            Database database,
            Clock clock,
            @ConfigProperty(name = "emr.origin") Optional<String> origin) {
        this.print = print;
        this.charts = charts;
        this.marks = new Marks(database, clock, origin);
    }

    /**
     * The file, PDF/A-2u; the same of the same.
     *
     * @param answers of the sheet, or of one entry of it
     * @param code by which it is looked up
     * @param reissued whether it takes the place of one that was signed before
     */
    public byte[] draw(
            Caller caller,
            Grant grant,
            Sheet sheet,
            Form form,
            Map<String, List<Value>> answers,
            UUID code,
            Instant at,
            boolean reissued) {
        Charts.Subject subject = charts.subject(grant, sheet.encounterId());
        Conversion made = marks.of(
                caller,
                subject,
                new PrintAccess.Line(code, at),
                "signed-documents",
                reissued ? Watermark.REISSUED : null);
        return print.signable(form, answers, Marks.heading(subject, null, Marks.written(sheet)), made);
    }
}
