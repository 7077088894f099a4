package vn.emr.core.printing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.EncounterList;
import vn.emr.core.chart.ReportPage;
import vn.emr.core.form.Form;
import vn.emr.core.form.Forms;
import vn.emr.core.printing.Conversion.Watermark;
import vn.emr.core.record.NounKind;
import vn.emr.core.record.Sheet;
import vn.emr.core.record.Value;
import vn.emr.core.sheet.Sheets;

/** Prints what an opened chart holds. Each print is a line of the trace, and that line's id is the code on the paper. */
@ApplicationScoped
public class Prints {
    private static final String SYSTEM = "EMR";

    private final Forms forms;
    private final SheetPrint print;
    private final Sheets sheets;
    private final Charts charts;
    private final Access access;
    private final Clock clock;

    @Inject
    public Prints(Forms forms, SheetPrint print, Sheets sheets, Charts charts, Access access, Clock clock) {
        this.forms = forms;
        this.print = print;
        this.sheets = sheets;
        this.charts = charts;
        this.access = access;
        this.clock = clock;
    }

    /**
     * A received result on the form of the ministry that its title or category names.
     *
     * @throws Refusal NOT_FOUND when the chart has no such report, when it was taken back, or when no form prints results of its
     *     kind; FORBIDDEN, traced, when no role that reaches the patient may print while the record is in its state
     */
    public byte[] report(Caller caller, Grant grant, UUID reportId) {
        access.mayPrint(grant, NounKind.DIAGNOSTIC_REPORT, reportId);
        access.report(grant, reportId);
        ReportPage.Full report = charts.report(grant, reportId);
        Form form = ResultAnswers.form(inForce(), report)
                .filter(f -> report.status().shown())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no form prints this result"));
        Charts.Subject subject = charts.subject(grant, report.encounterId());
        UUID line = access.print(grant, NounKind.DIAGNOSTIC_REPORT, reportId);
        return print.pdf(
                form,
                ResultAnswers.of(form, report, subject),
                heading(subject, null),
                conversion(caller, subject, line, null));
    }

    /**
     * A sheet in its own version of the form; what is not complete or was cancelled says so across the page.
     *
     * @param version null: the current one
     * @throws Refusal NOT_FOUND when the chart shows no such sheet; FORBIDDEN, traced, when no role that reaches the patient may
     *     print while the record is in its state
     */
    public byte[] sheet(Caller caller, Grant grant, UUID sheetId, Integer version) {
        access.mayPrint(grant, NounKind.SHEET, sheetId);
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, version);
        return sheet(caller, grant, opened, opened.sheet().answers(), watermark(opened.sheet()));
    }

    /**
     * The pages that a sheet would have with other answers. It may be carried away as any print, so it needs the same right and
     * leaves the same trace.
     *
     * @throws Refusal as above, and MALFORMED_FIELD with pointers for answers that do not keep the rules of the form
     */
    public byte[] preview(Caller caller, Grant grant, UUID sheetId, Map<String, List<Value>> answers) {
        access.mayPrint(grant, NounKind.SHEET, sheetId);
        Sheets.Opened opened = sheets.read(caller, grant, sheetId, null);
        return sheet(caller, grant, opened, sheets.asTyped(opened, answers), Watermark.DRAFT);
    }

    private byte[] sheet(
            Caller caller, Grant grant, Sheets.Opened opened, Map<String, List<Value>> answers, Watermark watermark) {
        Sheet sheet = opened.sheet();
        Charts.Subject subject = charts.subject(grant, sheet.encounterId());
        UUID line = access.print(grant, NounKind.SHEET, sheet.id());
        return print.pdf(
                opened.form(), answers, heading(subject, written(sheet)), conversion(caller, subject, line, watermark));
    }

    private static Watermark watermark(Sheet sheet) {
        return switch (sheet.status()) {
            case DRAFT -> Watermark.DRAFT;
            case COMPLETED -> null;
            case CANCELLED -> Watermark.CANCELLED;
        };
    }

    private static String written(Sheet sheet) {
        return sheet.author() + ", " + Words.moment(sheet.happened());
    }

    private List<Form> inForce() {
        return forms.all().stream()
                .filter(f ->
                        f.effective().holds(clock.instant().atZone(Forms.ZONE).toLocalDate()))
                .toList();
    }

    private static Heading heading(Charts.Subject subject, String written) {
        EncounterList.Visit visit = subject.visit();
        return new Heading(
                null,
                visit == null ? null : visit.facility(),
                ResultAnswers.stay(subject).map(EncounterList.Stay::department).orElse(null),
                null,
                ResultAnswers.number(subject),
                subject.person().name(),
                written);
    }

    private Conversion conversion(Caller caller, Charts.Subject subject, UUID line, Watermark watermark) {
        return new Conversion(
                SYSTEM,
                subject.visit() == null ? null : subject.visit().facility(),
                clock.instant(),
                caller.name(),
                line.toString(),
                null,
                watermark);
    }
}
