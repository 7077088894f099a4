package vn.emr.api.privacy;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.privacy.ConsentTexts;
import vn.emr.core.privacy.Register;

/** What the officer for personal data looks after: texts of consents, and where data of people goes. */
@Path("/api/v1/privacy")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class PrivacyResource {
    private final ConsentTexts texts;
    private final Register register;
    private final Asking asking;

    @Inject
    PrivacyResource(ConsentTexts texts, Register register, Asking asking) {
        this.texts = texts;
        this.register = register;
        this.asking = asking;
    }

    @GET
    @Path("/texts")
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Phiếu đồng ý — texts of consents",
            description = "Every purpose people may be asked for, with all versions of its text, the newest first.")
    public List<ConsentTexts.Purpose> texts() {
        return texts.all(asking.caller());
    }

    @POST
    @Path("/texts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.PRIVACY_MANAGE)
    @Operation(
            summary = "Phiên bản mới của phiếu — make a version of a text",
            description =
                    "In force at once; consents given before stay with the text they were given to. 409 when somebody made a"
                            + " version meanwhile.")
    public List<ConsentTexts.Purpose> make(ConsentTexts.Form form) {
        return texts.make(asking.caller(), form);
    }

    @GET
    @Path("/register")
    @Requires({Right.PRIVACY_MANAGE, Right.SOURCE_READ})
    @Operation(
            summary = "Sổ xử lý dữ liệu cá nhân — register of processing",
            description =
                    "Every destination data of people goes to by itself: for what, on which ground, of what kind, to whom, where"
                            + " and how long, as its settings say; and how much was kept back for want of consent.")
    public List<Register.Destination> register() {
        return register.of(asking.caller());
    }
}
