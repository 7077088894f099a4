package vn.emr.core.printing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
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
import vn.emr.core.record.NounKind;

/** Prints what an opened chart holds. Each print is a line of the trace, and that line's id is the code on the paper. */
@ApplicationScoped
public class Prints {
    private static final String SYSTEM = "EMR";

    private final Forms forms;
    private final SheetPrint print;
    private final Charts charts;
    private final Access access;
    private final Clock clock;

    @Inject
    public Prints(Forms forms, SheetPrint print, Charts charts, Access access, Clock clock) {
        this.forms = forms;
        this.print = print;
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
        access.report(grant, reportId);
        ReportPage.Full report = charts.report(grant, reportId);
        Form form = ResultAnswers.form(inForce(), report)
                .filter(f -> report.status().shown())
                .orElseThrow(() -> new Refusal(Code.NOT_FOUND, "no form prints this result"));
        Charts.Subject subject = charts.subject(grant, report.encounterId());
        UUID line = access.print(grant, NounKind.DIAGNOSTIC_REPORT, reportId);
        return print.pdf(
                form, ResultAnswers.of(form, report, subject), heading(subject), conversion(caller, subject, line));
    }

    private List<Form> inForce() {
        return forms.all().stream()
                .filter(f ->
                        f.effective().holds(clock.instant().atZone(Forms.ZONE).toLocalDate()))
                .toList();
    }

    private static Heading heading(Charts.Subject subject) {
        EncounterList.Visit visit = subject.visit();
        return new Heading(
                null,
                visit == null ? null : visit.facility(),
                ResultAnswers.stay(subject).map(EncounterList.Stay::department).orElse(null),
                null,
                ResultAnswers.number(subject),
                subject.person().name());
    }

    private Conversion conversion(Caller caller, Charts.Subject subject, UUID line) {
        return new Conversion(
                SYSTEM,
                subject.visit() == null ? null : subject.visit().facility(),
                clock.instant(),
                caller.name(),
                line.toString(),
                null,
                null);
    }
}
