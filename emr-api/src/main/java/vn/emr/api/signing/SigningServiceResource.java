package vn.emr.api.signing;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import vn.emr.api.gate.Asking;
import vn.emr.core.access.ForKeyHolders;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.signing.RemoteKeys;
import vn.emr.core.signing.SigningKeys;
import vn.emr.core.signing.SigningServices;

/** Services that sign with keys they hold for people. */
@Path("/api/v1/signing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Signing")
public class SigningServiceResource {
    private final SigningServices services;
    private final RemoteKeys keys;
    private final Asking asking;

    @Inject
    SigningServiceResource(SigningServices services, RemoteKeys keys, Asking asking) {
        this.services = services;
        this.keys = keys;
        this.asking = asking;
    }

    @GET
    @Path("/services")
    @ForKeyHolders
    @Operation(summary = "Dịch vụ ký số từ xa — services for remote signing", description = "Without what opens them.")
    public SigningServices.Listed list() {
        return services.list(asking.caller());
    }

    @POST
    @Path("/services")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Khai báo dịch vụ ký số — name a service",
            description =
                    "Settings: kind (vnpt-sp769, vnpt-csc, viettel-mysign), address, client, password, profile, algorithm, time-limit,"
                            + " notify-address. 422 names the setting that cannot work. The password is kept sealed and never shown.")
    public SigningServices.Listed add(SigningServices.Adding service) {
        return services.add(asking.caller(), service);
    }

    @PUT
    @Path("/services/{serviceId}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Requires(Right.CONFIGURE)
    @Operation(
            summary = "Sửa dịch vụ ký số — change a service",
            description =
                    "With the version that was seen; 409 when it was changed meanwhile. All settings are given; client and password stay as they are"
                            + " when they are left out, but not when the address changes. The kind stays. 422 names the setting that cannot work or"
                            + " cannot be changed: an address while keys hold passwords of people there, how it signs while it has keys. 409 UNDER_WAY"
                            + " while people are asked on their phones and would not be any more. Traced by the names of what changed.")
    public SigningServices.Listed change(@PathParam("serviceId") UUID id, SigningServices.Changing service) {
        return services.change(asking.caller(), id, service);
    }

    @DELETE
    @Path("/services/{serviceId}")
    @Requires(Right.CONFIGURE)
    @Operation(summary = "Thôi dùng dịch vụ ký số — end a service", description = "Nothing more is asked of it.")
    public SigningServices.Listed end(@PathParam("serviceId") UUID id) {
        return services.end(asking.caller(), id);
    }

    @POST
    @Path("/services/{serviceId}/credentials")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForKeyHolders
    @Operation(
            summary = "Tìm chứng thư số từ xa — a person's keys at a service",
            description = "By the number the service knows the person by; 503 when the service cannot be asked.")
    public RemoteKeys.Listed credentials(@PathParam("serviceId") UUID id, RemoteKeys.Person person) {
        return keys.credentials(asking.caller(), id, person);
    }

    @POST
    @Path("/services/{serviceId}/keys")
    @Consumes(MediaType.APPLICATION_JSON)
    @ForKeyHolders
    @ResponseStatus(201)
    @Operation(
            summary = "Đăng ký chứng thư số từ xa — register a key at a service",
            description = "422 with the warnings as fields when the certificate may not sign.")
    public SigningKeys.Key register(@PathParam("serviceId") UUID id, RemoteKeys.Registering key) {
        return keys.register(asking.caller(), id, key);
    }
}
