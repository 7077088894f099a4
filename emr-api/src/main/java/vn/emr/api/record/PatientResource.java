package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.ListAccess;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.DocumentList;
import vn.emr.core.chart.LaboratoryGrid;
import vn.emr.core.chart.PatientSearch;
import vn.emr.core.chart.ReportList;
import vn.emr.core.chart.ReportPage;
import vn.emr.core.chart.StudyList;
import vn.emr.core.chart.TreatmentPage;
import vn.emr.core.record.IdentifierKind;

/** Finding people and reading their charts. Nothing about a person ever stands in an address. */
@Path("/api/v1/patients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Patients")
public class PatientResource {
    /** A hundred years: everything there is. */
    private static final int MOST_DAYS = 36_500;

    /** Which hidden number is asked for. */
    public record Hidden(IdentifierKind kind) {}

    /** Which part of a chart. */
    public record Printed(Section section) {}

    /** The parts of a chart as the viewer shows them. */
    public enum Section {
        OVERVIEW,
        TIMELINE,
        LABORATORY,
        VITALS,
        MEDICATIONS,
        REPORTS,
        STUDIES,
        TREATMENT,
        DOCUMENTS
    }

    /** A hidden number in full. */
    public record Revealed(String value) {}

    private final Access access;
    private final ListAccess lists;
    private final PatientSearch search;
    private final Charts charts;
    private final Asking asking;

    @Inject
    PatientResource(Access access, ListAccess lists, PatientSearch search, Charts charts, Asking asking) {
        this.access = access;
        this.lists = lists;
        this.search = search;
        this.charts = charts;
        this.asking = asking;
    }

    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.SEARCH)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Tìm người bệnh — find people",
            description = "By part of a name without accents, the beginning of a patient code, CCCD or insurance"
                    + " number, or a phone; empty text lists everybody allowed, with inWard only who lies in"
                    + " the own departments now. Only people the caller may read are found; withdrawn marks who"
                    + " has a result that was taken back as wrong within 30 days; in the list of a ward score is the newest"
                    + " early-warning score of the last 24 hours. Pages by cursor.")
    public PatientSearch.Page search(PatientSearch.Asked asked) {
        PatientSearch.Asked what = asked == null ? new PatientSearch.Asked("", null, null, null, null) : asked;
        String safe = "text " + (what.text() == null ? 0 : what.text().length()) + " characters";
        return search.page(lists.search(asking.caller(), asking.caller().purpose(), safe), what);
    }

    @GET
    @Path("/{id}")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Mở hồ sơ — open a chart",
            description =
                    "Banner, visits, diagnoses, orders with their way to who carries them out, the newest 200 reports, studies, documents,"
                            + " appointments, vaccinations, each with"
                            + " its system and time. Of the person's own values the newest shown; patient.told lists what each"
                            + " system last told, with its time, whether it stands, and whether it differs by more than"
                            + " its writing. Opening is traced once per 15 minutes. Laboratory values are a"
                            + " page of their own.")
    public Charts.Chart chart(@PathParam("id") UUID id) {
        return charts.chart(open(id), id);
    }

    @GET
    @Path("/{id}/laboratory")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Bảng xét nghiệm — laboratory grid",
            description =
                    "Every value of the last days (365 unless told), one row per analyte and unit, newest first. What"
                            + " another system, as an insurance claim, tells of a value of the laboratory's is its beside. A"
                            + " value without a range of its own has the one of its row.")
    public LaboratoryGrid.Grid laboratory(@PathParam("id") UUID id, @QueryParam("days") @DefaultValue("365") int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new Refusal(Code.MALFORMED_FIELD, "1 to " + MOST_DAYS + " days", "days");
        }
        Grant grant = open(id);
        access.section(grant, "LABORATORY");
        return charts.laboratory(grant, days);
    }

    @GET
    @Path("/{id}/reports")
    @Requires(Right.PATIENT_READ)
    @Operation(summary = "Các phiếu kết quả — reports", description = "Reports, newest first, 200 per page, by cursor.")
    public ReportList.Reports reports(@PathParam("id") UUID id, @QueryParam("cursor") String cursor) {
        Grant grant = open(id);
        access.section(grant, "REPORTS");
        return charts.reports(grant, cursor);
    }

    @GET
    @Path("/{id}/reports/{reportId}")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Một phiếu kết quả — one report",
            description = "The whole report with its observations, notes and earlier versions.")
    public ReportPage.Full report(@PathParam("id") UUID id, @PathParam("reportId") UUID reportId) {
        Grant grant = open(id);
        access.report(grant, reportId);
        return charts.report(grant, reportId);
    }

    @GET
    @Path("/{id}/studies")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các ca chụp — imaging studies",
            description = "Studies with their series; the images stay in the archive.")
    public List<StudyList.Study> studies(@PathParam("id") UUID id) {
        Grant grant = open(id);
        access.section(grant, "STUDIES");
        return charts.studies(grant);
    }

    @GET
    @Path("/{id}/documents")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Các giấy tờ — documents",
            description = "Titles, kinds and sizes; content is opened by itself.")
    public List<DocumentList.Document> documents(@PathParam("id") UUID id) {
        Grant grant = open(id);
        access.section(grant, "DOCUMENTS");
        return charts.documents(grant);
    }

    @GET
    @Path("/{id}/treatment")
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Điều trị — treatment",
            description =
                    "Medicines, services, notes, papers and insurance cards as the systems told them, newest first,"
                            + " the newest 1,000 of each kind. National and insurance numbers are hidden.")
    public TreatmentPage.Treatment treatment(@PathParam("id") UUID id) {
        Grant grant = open(id);
        access.section(grant, "TREATMENT");
        return charts.treatment(grant);
    }

    @POST
    @Path("/{id}/identifiers/reveal")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Hiện số giấy tờ — show a hidden number",
            description = "One national or insurance number in full; traced each time.")
    public Revealed reveal(@PathParam("id") UUID id, Hidden hidden) {
        if (hidden == null || hidden.kind() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which number", "/kind");
        }
        Grant grant = open(id);
        access.reveal(grant, hidden.kind());
        return new Revealed(charts.reveal(grant, hidden.kind()));
    }

    @POST
    @Path("/{id}/prints")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires({Right.RECORD_PRINT, Right.PATIENT_READ})
    @Operation(
            summary = "Đã in — a part of the chart was printed",
            description =
                    "The viewer tells it when the browser prints, on paper or into a file; traced each time. 403 when"
                            + " no role that reaches the patient may print while the record is in its state; the viewer then prints"
                            + " nothing.")
    public void printed(@PathParam("id") UUID id, Printed printed) {
        if (printed == null || printed.section() == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "which part of the chart", "/section");
        }
        Grant grant = open(id);
        access.allow(grant, Right.RECORD_PRINT, null);
        access.print(grant, printed.section().name());
    }

    private Grant open(UUID id) {
        return access.open(asking.caller(), asking.caller().purpose(), id);
    }
}
