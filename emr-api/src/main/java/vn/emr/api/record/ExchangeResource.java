package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Access;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Grant;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.Exchange;
import vn.emr.core.exchange.SignedExchange;
import vn.emr.core.signature.Signed;
import vn.emr.core.signing.RecordSigning.Form;
import vn.emr.core.signing.RecordSigning.With;

/** A record folder as data: {@code HoSoBenhAn}, CV 365/TTYQG-GPQLCL annex. */
@Path("/api/v1/patients/{id}/record-folders/{folderId}/exchange")
@Produces(MediaType.WILDCARD)
@Tag(name = "Record folders")
public class ExchangeResource {
    private static final String WHAT =
            " under the names of the annex of CV 365/TTYQG-GPQLCL: eleven groups, every name present, empty text for what is not"
                    + " known, dates dd/MM/yyyy. Holds what people completed and what systems told; a sheet that is still a draft is no"
                    + " part of it. Traced each time as EXPORT. 403 when no role that reaches the patient may export while the record is in"
                    + " its state, or when a label hides a part of the record from the caller.";

    private static final String SIGNED =
            "by a key of the caller and its PIN, or by the seal of the record's facility; takes a right to sign beside the right to export."
                    + " The header `Signature-Level` says how far it can be verified later (B, T, LT), `Signature-Warnings` what the signer"
                    + " must be told. Nothing of it is kept but the trace: EXPORT, then SIGN with the SHA-256 of the file. 401 for a wrong PIN,"
                    + " 404 for a key of somebody else or an ended one, 422 when the certificate may not sign or a service holds the key, 423"
                    + " after five wrong PINs. Over 25 MB: 413.";

    private final Access access;
    private final Exchange exchange;
    private final SignedExchange signed;
    private final Asking asking;

    @Inject
    ExchangeResource(Access access, Exchange exchange, SignedExchange signed, Asking asking) {
        this.access = access;
        this.exchange = exchange;
        this.signed = signed;
        this.asking = asking;
    }

    @GET
    @Path("/xml")
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(summary = "Xuất HoSoBenhAn XML — the record as XML", description = "The record" + WHAT)
    public Response xml(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId) {
        Caller caller = asking.caller();
        return file(exchange.xml(caller, open(caller, id), folderId), folderId, "xml");
    }

    @GET
    @Path("/json")
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(summary = "Xuất HoSoBenhAn JSON — the record as JSON", description = "The same record" + WHAT)
    public Response json(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId) {
        Caller caller = asking.caller();
        return file(exchange.json(caller, open(caller, id), folderId), folderId, "json");
    }

    @POST
    @Path("/xml/signature")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(
            summary = "Xuất HoSoBenhAn XML có chữ ký số — the record as XML, signed",
            description = "The same XML with a signature in it (XAdES, enveloped), " + SIGNED)
    public Response signedXml(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, With with) {
        Caller caller = asking.caller();
        return signed(
                signed.xml(caller, open(caller, id), folderId, Form.XADES, with), folderId, "application/xml", "xml");
    }

    @POST
    @Path("/json/signature")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(
            summary = "Xuất HoSoBenhAn JSON có chữ ký số — the record as JSON, signed",
            description = "The same JSON in a JWS of general JSON serialization (JAdES, RFC 7515), " + SIGNED)
    public Response signedJson(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, With with) {
        Caller caller = asking.caller();
        return signed(
                signed.json(caller, open(caller, id), folderId, Form.JADES, with),
                folderId,
                "application/jose+json",
                "jws.json");
    }

    @POST
    @Path("/xml/p7m")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(
            summary = "Xuất HoSoBenhAn XML trong tệp p7m — the record as XML in a signed container",
            description = "The same XML as it is, in a CMS container (CAdES, enveloping, DER), " + SIGNED)
    public Response containedXml(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, With with) {
        Caller caller = asking.caller();
        return signed(
                signed.xml(caller, open(caller, id), folderId, Form.CADES, with),
                folderId,
                "application/pkcs7-mime; smime-type=signed-data",
                "xml.p7m");
    }

    @POST
    @Path("/json/p7m")
    @Consumes(MediaType.APPLICATION_JSON)
    @Paced(Pace.Of.EXPORT)
    @Requires({Right.RECORD_EXPORT, Right.PATIENT_READ})
    @Operation(
            summary = "Xuất HoSoBenhAn JSON trong tệp p7m — the record as JSON in a signed container",
            description = "The same JSON as it is, in a CMS container (CAdES, enveloping, DER), " + SIGNED)
    public Response containedJson(@PathParam("id") UUID id, @PathParam("folderId") UUID folderId, With with) {
        Caller caller = asking.caller();
        return signed(
                signed.json(caller, open(caller, id), folderId, Form.CADES, with),
                folderId,
                "application/pkcs7-mime; smime-type=signed-data",
                "json.p7m");
    }

    /** A guest sees what a request names; the whole as data is for the house. */
    private Grant open(Caller caller, UUID id) {
        Grant grant = access.open(caller, caller.purpose(), id);
        access.noGuest(grant, "EXPORT");
        return grant;
    }

    private static Response signed(Signed of, UUID folderId, String type, String ending) {
        return Response.fromResponse(file(of.file(), folderId, type, ending))
                .header("Signature-Level", of.level())
                .header("Signature-Warnings", String.join(" ", of.warnings()))
                .build();
    }

    private static Response file(byte[] bytes, UUID folderId, String form) {
        return file(bytes, folderId, "application/" + form, form);
    }

    /** The file's name tells nothing about the person. */
    private static Response file(byte[] bytes, UUID folderId, String type, String ending) {
        return Response.ok(bytes)
                .type(type)
                .header("Content-Disposition", "attachment; filename=\"HoSoBenhAn-" + folderId + "." + ending + "\"")
                .build();
    }
}
