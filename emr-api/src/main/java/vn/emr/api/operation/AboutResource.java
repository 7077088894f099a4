package vn.emr.api.operation;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Open;
import vn.emr.core.federation.ProviderSignIn;
import vn.emr.core.setup.FirstStart;

/** What anybody may know before sign-in. */
@Path("/api/v1/about")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "About")
public class AboutResource {
    /** A sign-in of the sample hospital, whose people are invented. */
    public record DemoAccount(String username, String password, String role, String note) {}

    /**
     * @param provider people may sign in with the hospital's identity provider
     * @param demoAccounts only in the demo
     */
    public record About(String name, String version, boolean demo, boolean provider, List<DemoAccount> demoAccounts) {}

    private final About about;

    AboutResource(
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "0") String version,
            @ConfigProperty(name = "emr.mode", defaultValue = "none") String mode,
            ProviderSignIn signIn) {
        boolean demo = mode.equals("demo");
        this.about = new About("EMR", version, demo, signIn.possible(), demo ? demoAccounts() : null);
    }

    @GET
    @Open
    @Operation(
            summary = "Máy chủ này — about this server",
            description = "Name and version; in the demo also its public sign-ins.")
    public About about() {
        return about;
    }

    private static List<DemoAccount> demoAccounts() {
        return FirstStart.read().accounts().stream()
                .map(a -> new DemoAccount(a.username(), a.password(), a.role(), a.note()))
                .toList();
    }
}
