package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.form.Form;
import vn.emr.core.form.FormCatalogue;
import vn.emr.core.form.Forms;
import vn.emr.core.form.HospitalForms;

/** Statutory forms; no patient data. */
@Path("/api/v1/forms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forms")
public class FormResource {
    public record Listed(List<FormCatalogue.Line> forms) {}

    private final HospitalForms forms;
    private final FormCatalogue catalogue;
    private final Access access;
    private final Asking asking;

    @Inject
    FormResource(HospitalForms forms, FormCatalogue catalogue, Access access, Asking asking) {
        this.forms = forms;
        this.catalogue = catalogue;
        this.access = access;
        this.asking = asking;
    }

    @GET
    @Requires({Right.PATIENT_READ, Right.FORM_MANAGE})
    @Operation(
            summary = "Danh mục mẫu — the statutory forms",
            description =
                    "Every form the ministry prescribes and those of the hospital: compared with the official print, not compared yet,"
                            + " or missing.")
    public Listed list() {
        return new Listed(catalogue.lines(asking.caller().tenantId()));
    }

    @GET
    @Path("/{code}/{version}")
    @Requires({Right.PATIENT_READ, Right.FORM_MANAGE})
    @Operation(
            summary = "Một mẫu — one form",
            description =
                    "The definition of a version; the code with - for /. A documented subset of FHIR R4 Questionnaire.")
    public Form form(@PathParam("code") String code, @PathParam("version") String version) {
        return forms.of(asking.caller().tenantId()).all().stream()
                .filter(form -> Forms.folder(form.code(), form.version()).equals(code + "/" + version))
                .findFirst()
                .orElseThrow(() -> access.missing(asking.caller(), "FORM", (UUID) null));
    }
}
