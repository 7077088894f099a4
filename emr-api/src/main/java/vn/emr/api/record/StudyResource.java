package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.api.gate.Powerless;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.imaging.Fetched;
import vn.emr.core.imaging.StudyViewing;

/**
 * The images of a study, fetched from the archive for who may read the chart. Series and instances have the identifiers of DICOM;
 * no address and no credential of an archive gets out. What comes from outside gets no power in a browser.
 */
@Path("/api/v1/patients/{id}/studies/{studyId}/series/{seriesUid}")
@Tag(name = "Imaging")
public class StudyResource {
    private static final String INSTANCE = "/instances/{instanceUid}";

    private final StudyViewing viewing;
    private final Asking asking;
    private final Powerless powerless;

    @Inject
    StudyResource(StudyViewing viewing, Asking asking, Powerless powerless) {
        this.viewing = viewing;
        this.asking = asking;
        this.powerless = powerless;
    }

    @GET
    @Path("/metadata")
    @Produces({"application/dicom+json", MediaType.APPLICATION_JSON})
    @Paced(Pace.Of.IMAGE)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Dữ liệu mô tả của một loạt ảnh — metadata of a series",
            description =
                    "All instances without pixels in the DICOM JSON model (PS3.18 annex F), as the archive has them now"
                            + " or had them within 10 minutes. A BulkDataURI is relative to the series. Opening a study is traced"
                            + " once per 15 minutes.")
    public Response metadata(
            @PathParam("id") UUID id, @PathParam("studyId") UUID studyId, @PathParam("seriesUid") String series) {
        byte[] json = viewing.metadata(asked(id, studyId), series);
        powerless.answer();
        return Response.ok(json).type("application/dicom+json").build();
    }

    @GET
    @Path(INSTANCE + "/frames/{frame}")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.IMAGE)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Một khung hình — one frame",
            description =
                    "multipart/related with one part, as it is stored or uncompressed (WADO-RS, PS3.18 10.4.1.1.6)."
                            + " Frames are counted from 1.")
    public Response frame(
            @PathParam("id") UUID id,
            @PathParam("studyId") UUID studyId,
            @PathParam("seriesUid") String series,
            @PathParam("instanceUid") String instance,
            @PathParam("frame") int frame) {
        return streamed(viewing.frame(asked(id, studyId), series, instance, frame));
    }

    @GET
    @Path(INSTANCE + "/rendered")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.IMAGE)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Ảnh thu nhỏ — a small picture of an instance",
            description = "JPEG of at most 256 by 256 points, for looking over. 422 for what cannot be drawn, such as a"
                    + " structured report.")
    public Response rendered(
            @PathParam("id") UUID id,
            @PathParam("studyId") UUID studyId,
            @PathParam("seriesUid") String series,
            @PathParam("instanceUid") String instance) {
        return streamed(viewing.rendered(asked(id, studyId), series, instance));
    }

    @GET
    @Path(INSTANCE + "/bulk/{place}")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.IMAGE)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Một giá trị lớn — a value that the metadata refers to",
            description = "Such as a palette or a waveform, at the place its BulkDataURI names; at most 64 MB.")
    public Response bulk(
            @PathParam("id") UUID id,
            @PathParam("studyId") UUID studyId,
            @PathParam("seriesUid") String series,
            @PathParam("instanceUid") String instance,
            @PathParam("place") String place) {
        byte[] value = viewing.bulk(asked(id, studyId), series, instance, place);
        powerless.answer();
        return Response.ok(value).type(MediaType.APPLICATION_OCTET_STREAM).build();
    }

    @GET
    @Path(INSTANCE + "/document")
    @Produces(MediaType.WILDCARD)
    @Paced(Pace.Of.IMAGE)
    @Requires(Right.PATIENT_READ)
    @Operation(
            summary = "Giấy tờ trong kho ảnh — an encapsulated PDF",
            description = "Shown, sandboxed. 422 when the object is no PDF.")
    public Response document(
            @PathParam("id") UUID id,
            @PathParam("studyId") UUID studyId,
            @PathParam("seriesUid") String series,
            @PathParam("instanceUid") String instance) {
        byte[] pdf = viewing.document(asked(id, studyId), series, instance);
        powerless.answer();
        return Response.ok(pdf)
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"document.pdf\"")
                .build();
    }

    private StudyViewing.Asked asked(UUID id, UUID studyId) {
        return new StudyViewing.Asked(asking.caller(), id, studyId);
    }

    private Response streamed(Fetched fetched) {
        powerless.answer();
        return Response.ok(fetched.body()).type(fetched.mediaType()).build();
    }
}
