package vn.emr.api.operation;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.api.gate.Asking;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Caller;
import vn.emr.core.access.Pace;
import vn.emr.core.access.Paced;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.setup.Configuration;
import vn.emr.core.setup.HospitalFile;

/** How hospital IT connects its systems and people: one document in, one document out. */
@Path("/api/v1/configuration")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Configuration")
public class ConfigurationResource {
    private final Configuration configuration;
    private final Asking asking;

    @Inject
    ConfigurationResource(Configuration configuration, Asking asking) {
        this.configuration = configuration;
        this.asking = asking;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Nạp cấu hình — import facilities, departments, sources and accounts",
            description = "Makes what is new and changes what is named, all or nothing; what the document does not name"
                    + " stays. Keys of new sources and first passwords of new accounts are in this answer and"
                    + " nowhere else. Khóa và mật khẩu mới chỉ hiện một lần trong câu trả lời này.")
    public HospitalFile.Made apply(HospitalFile file) {
        if (file == null) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a configuration document");
        }
        Caller caller = asking.caller();
        return configuration.apply(file, caller.tenantId(), caller.actor(), false);
    }

    @GET
    @Paced(Pace.Of.EXPORT)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Xuất cấu hình — export the configuration",
            description = "The same document, without passwords and keys.")
    public HospitalFile export() {
        Caller caller = asking.caller();
        return configuration.export(caller.tenantId(), caller.actor());
    }
}
