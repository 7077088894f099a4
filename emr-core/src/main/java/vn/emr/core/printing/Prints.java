package vn.emr.core.printing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.PrintAccess;
import vn.emr.core.access.PrintAccess.Shown;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.ReportPage;
import vn.emr.core.form.Form;
import vn.emr.core.form.HospitalForms;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Sheets;
import vn.emr.core.store.Database;

/** Prints what an opened chart holds. Each print is a line of the trace, and that line's id is the code on the paper. */
@ApplicationScoped
public class Prints {
    private final HospitalForms forms;
    private final SheetPrint print;
    private final Sheets sheets;
    private final Charts charts;
    private final Access access;
    private final PrintAccess prints;
    private final ScanView scans;
    private final Marks marks;

    @Inject
    public Prints(
            HospitalForms forms,
            SheetPrint print,
            Sheets sheets,
            Charts charts,
            Access access,
            PrintAccess prints,
            Database database,
            Clock clock,
            @ConfigProperty(name = "emr.origin") Optional<String> origin) {
        this.forms = forms;
        this.print = print;
        this.sheets = sheets;
        this.charts = charts;
        this.access = access;
        this.prints = prints;
        this.scans = new ScanView(print, charts);
        this.marks = new Marks(database, clock, origin);
    }

    /**
     * A received result on the form of the ministry that its title or category names.
     *
     * @throws Refusal NOT_FOUND when the chart has no such report, when it was taken back, or when no form prints results of its
     *     kind; FORBIDDEN, traced, when no role that reaches the patient may print while the record is in its state
     */
    public byte[] report(Caller caller, Grant grant, UUID reportId) {
        prints.may(grant, NounKind.DIAGNOSTIC_REPORT, reportId);
        access.report(grant, reportId);
        ReportPage.Full report = charts.report(grant, reportId);
        Form form = ResultAnswers.form(forms.of(grant.tenantId()).inForce(marks.now()), report)
                .filter(f -> report.status().shown())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no form prints this result"));
        Charts.Subject subject = charts.subject(grant, report.encounterId());
        PrintAccess.Line line = prints.print(
                grant,
                NounKind.DIAGNOSTIC_REPORT,
                reportId,
                null,
                List.of(new Shown(NounKind.DIAGNOSTIC_REPORT, reportId, report.version(), form.code(), form.title())));
        return print.pdf(
                form,
                ResultAnswers.of(form, report, subject),
                Marks.heading(subject, null, null),
                marks.of(caller, subject, line, null));
    }

    /**
     * A sheet in its own version of the form; what is not complete or was cancelled says so across the page.
     *
     * @param version null: the current one
     * @throws Refusal NOT_FOUND when the chart shows no such sheet; FORBIDDEN, traced, when no role that reaches the patient may
     *     print while the record is in its state
     */
    public byte[] sheet(Caller caller, Grant grant, UUID sheetId, Integer version) {
        prints.may(grant, NounKind.SHEET, sheetId);
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, version);
        Sheet sheet = opened.sheet();
        SignatureMarks.OfSheet signed =
                marks.signatures(grant, List.of(sheet.id()), marks.now()).of(sheet, opened.form());
        SheetPrint.Leaf leaf = new SheetPrint.Leaf(sheet.answers(), Marks.written(sheet), signed);
        return sheet(caller, grant, opened, leaf, sheet.version(), Marks.watermark(sheet.status()));
    }

    /**
     * The pages that a sheet would have with other answers. It may be carried away as any print, so it needs the same right and
     * leaves the same trace.
     *
     * @throws Refusal as above, and MALFORMED_FIELD with pointers for answers that do not keep the rules of the form
     */
    public byte[] preview(Caller caller, Grant grant, UUID sheetId, Map<String, List<Value>> answers) {
        prints.may(grant, NounKind.SHEET, sheetId);
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, null);
        if (opened.sheet().scan() != null) {
            throw new Refusal(Code.NOT_APPLICABLE, "nobody types on a scanned paper");
        }
        // What is typed is not signed, whatever is signed of the version before it.
        SheetPrint.Leaf leaf =
                new SheetPrint.Leaf(Sheets.asTyped(opened.form(), answers), Marks.written(opened.sheet()));
        return sheet(caller, grant, opened, leaf, null, Watermark.DRAFT);
    }

    private byte[] sheet(
            Caller caller,
            Grant grant,
            Sheets.Opened opened,
            SheetPrint.Leaf leaf,
            Integer version,
            Watermark watermark) {
        Sheet sheet = opened.sheet();
        Charts.Subject subject = charts.subject(grant, sheet.encounterId());
        PrintAccess.Line line = prints.print(
                grant,
                NounKind.SHEET,
                sheet.id(),
                null,
                List.of(new Shown(NounKind.SHEET, sheet.id(), version, sheet.form(), sheet.title())));
        Heading heading = Marks.heading(subject, null, leaf.written());
        Conversion made = marks.of(caller, subject, line, watermark);
        return sheet.scan() == null
                ? print.pdf(opened.form(), leaf, heading, made)
                : print.pdf(
                        scans.pages(grant, opened.form(), sheet.scan().pages().size(), () -> sheet, heading, made),
                        made);
    }
}
