package vn.emr.api.operation;

import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Requires;

/** The description of this API, for those who are signed in. */
@Path("/api/v1/openapi")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "About")
public class OpenApiResource {
    /** The framework's name of a document that was given none. */
    private static final String ONLY_DOCUMENT = "<default>";

    private final OpenApiDocumentService documents;

    @Inject
    OpenApiResource(OpenApiDocumentService documents) {
        this.documents = documents;
    }

    @GET
    @Requires({})
    @Operation(summary = "Mô tả API — this description", description = "OpenAPI 3 as JSON.")
    public byte[] openApi() {
        return documents.getDocument(ONLY_DOCUMENT, Format.JSON);
    }
}
