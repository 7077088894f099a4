package vn.emr.api.record;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.emr.core.access.Requires;
import vn.emr.core.access.Right;
import vn.emr.core.exchange.Exchange;

/** What a reader of exported records may rely on. */
@Path("/api/v1/exchange")
@Produces(MediaType.WILDCARD)
@Tag(name = "Record folders")
public class ExchangeSchemaResource {
    private final Exchange exchange;

    @Inject
    ExchangeSchemaResource(Exchange exchange) {
        this.exchange = exchange;
    }

    @GET
    @Path("/HoSoBenhAn.xsd")
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "XML Schema of HoSoBenhAn",
            description = "W3C XML Schema 1.0, which every exported XML keeps to.")
    public Response xmlSchema() {
        return Response.ok(exchange.xmlSchema()).type("application/xml").build();
    }

    @GET
    @Path("/HoSoBenhAn.schema.json")
    @Requires(Right.RECORD_EXPORT)
    @Operation(
            summary = "JSON Schema of HoSoBenhAn",
            description = "JSON Schema 2020-12, which every exported JSON keeps to.")
    public Response jsonSchema() {
        return Response.ok(exchange.jsonSchema())
                .type("application/schema+json")
                .build();
    }
}
