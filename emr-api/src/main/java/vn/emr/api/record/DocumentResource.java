package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.Powerless;
import vn.emr.core.access.Access;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.chart.Charts;

/** The bytes of a document. They come from outside, so a browser gets them without any power. */
@Path("/api/v1/patients/{id}/documents/{documentId}/content")
@Tag(name = "Patients")
public class DocumentResource {
    /** Shown in place; whatever could act (HTML, SVG, XML, office files) is only ever saved. */
    private static final Map<String, String> SHOWN = Map.of(
            "application/pdf", ".pdf",
            "image/png", ".png",
            "image/jpeg", ".jpg",
            "text/plain", ".txt");

    private final Access access;
    private final Charts charts;
    private final Asking asking;
    private final Powerless powerless;

    @Inject
    DocumentResource(Access access, Charts charts, Asking asking, Powerless powerless) {
        this.access = access;
        this.charts = charts;
        this.asking = asking;
        this.powerless = powerless;
    }

    @GET
    @Produces(MediaType.WILDCARD)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Nội dung giấy tờ — content of a document",
            description = "PDF, PNG, JPEG and plain text are shown, sandboxed; everything else is a download. Traced"
                    + " each time.")
    public Response content(@PathParam("id") UUID id, @PathParam("documentId") UUID documentId) {
        Grant grant = access.open(asking.caller(), asking.caller().purpose(), id);
        access.document(grant, documentId);
        Charts.Content content = charts.document(grant, documentId);
        String type = content.mediaType() == null
                ? ""
                : content.mediaType().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        powerless.answer();
        boolean shown = SHOWN.containsKey(type);
        // The file's name tells nothing about the person.
        String name = "document-" + documentId + SHOWN.getOrDefault(type, ".bin");
        return Response.ok(content.bytes())
                .type(!shown ? "application/octet-stream" : type.equals("text/plain") ? type + ";charset=UTF-8" : type)
                .header("Content-Disposition", (shown ? "inline" : "attachment") + "; filename=\"" + name + "\"")
                .build();
    }
}
