package vn.emr.pacs;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;
import vn.emr.core.AtOnce;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.imaging.ArchiveImages;
import vn.emr.core.imaging.Fetched;
import vn.emr.core.imaging.Instance;
import vn.emr.core.organization.Source;
import vn.emr.core.outgoing.OutgoingHttp;

/**
 * Fetches from an archive by WADO-RS (PS3.18 10.4). The media types asked for are always these: archives are known that fall over
 * others. Nothing of a request of a browser goes into the request to the archive but identifiers, which are digits and dots.
 */
@ApplicationScoped
public class WadoImages implements ArchiveImages {
    private static final Logger LOG = Logger.getLogger(WadoImages.class);

    /** A frame of a whole slide or of mammography; more is no frame. */
    private static final long FRAME_LIMIT = 256L * 1024 * 1024;

    private static final int METADATA_LIMIT = 64 * 1024 * 1024;
    private static final int BULK_LIMIT = 64 * 1024 * 1024;
    private static final Map<Integer, Code> REFUSED = Map.of(
            404, Code.NOT_FOUND,
            410, Code.NOT_FOUND,
            400, Code.NOT_APPLICABLE,
            406, Code.NOT_APPLICABLE,
            415, Code.NOT_APPLICABLE,
            501, Code.NOT_APPLICABLE);

    private static final String OCTETS = "multipart/related; type=\"application/octet-stream\"";
    private static final String MANY = "too many values are fetched from image archives at once";
    static final String NO_IMAGE = "the image archive answered with something that is no image";
    private static final String NO_ANSWER = "the image archive does not answer";

    /** Each is held whole for a moment. */
    private final AtOnce held = new AtOnce(4, MANY);

    private final OutgoingHttp http = new OutgoingHttp();

    @PreDestroy
    void stop() {
        http.close();
    }

    @Override
    public byte[] metadata(Source archive, String study, String series) {
        return whole(
                        archive,
                        "/studies/" + study + "/series/" + series + "/metadata",
                        "application/dicom+json",
                        METADATA_LIMIT)
                .body();
    }

    @Override
    public Fetched frame(Source archive, Instance instance, int frame) {
        String path = path(instance) + "/frames/" + frame;
        HttpResponse<InputStream> answer = opened(archive, path, OCTETS + "; transfer-syntax=*");
        if (answer.statusCode() == 500) {
            // Deflated objects (PS3.5 A.5) are not given as they are stored by every archive, but uncompressed.
            leave(answer);
            answer = opened(archive, path, OCTETS);
        }
        return taken(archive, answer, "multipart/related");
    }

    @Override
    public Fetched rendered(Source archive, Instance instance) {
        return taken(
                archive, opened(archive, path(instance) + "/rendered?viewport=256,256", "image/jpeg"), "image/jpeg");
    }

    @Override
    public byte[] bulk(Source archive, String study, String reference) {
        HttpResponse<byte[]> answer = whole(archive, "/studies/" + study + "/" + reference, OCTETS, BULK_LIMIT);
        return Multipart.only(type(answer), answer.body());
    }

    private static String path(Instance instance) {
        return "/studies/" + instance.study() + "/series/" + instance.series() + "/instances/" + instance.uid();
    }

    private HttpResponse<byte[]> whole(Source archive, String path, String accept, int limit) {
        return held.run(() -> {
            ArchiveSettings settings = settings(archive);
            try {
                HttpResponse<byte[]> answer = http.ask(request(settings, path, accept), limit, settings.timeLimit());
                must200(archive, answer.statusCode());
                return answer;
            } catch (IOException e) {
                throw broken(archive, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Refusal(Code.TEMPORARY, NO_ANSWER);
            }
        });
    }

    private HttpResponse<InputStream> opened(Source archive, String path, String accept) {
        ArchiveSettings settings = settings(archive);
        try {
            return http.open(request(settings, path, accept), FRAME_LIMIT, settings.timeLimit());
        } catch (IOException e) {
            throw broken(archive, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Code.TEMPORARY, NO_ANSWER);
        }
    }

    private static Fetched taken(Source archive, HttpResponse<InputStream> answer, String expected) {
        try {
            must200(archive, answer.statusCode());
            String type = type(answer);
            if (!type.startsWith(expected)) {
                throw new Refusal(Code.TEMPORARY, NO_IMAGE);
            }
            return new Fetched(type, answer.body());
        } catch (Refusal refused) {
            leave(answer);
            throw refused;
        }
    }

    private static void leave(HttpResponse<InputStream> answer) {
        try {
            answer.body().close();
        } catch (IOException closed) {
            LOG.debug("an answer that nobody reads was closed already");
        }
    }

    private static HttpRequest request(ArchiveSettings settings, String path, String accept) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(settings.base() + path)).header("Accept", accept);
        if (settings.authorization() != null) {
            request.header("Authorization", settings.authorization());
        }
        return request.build();
    }

    private static ArchiveSettings settings(Source archive) {
        try {
            return ArchiveSettings.of(archive);
        } catch (ArchiveTrouble trouble) {
            throw new Refusal(Code.NOT_APPLICABLE, "the image archive is not set up rightly");
        }
    }

    private static Refusal broken(Source archive, IOException e) {
        if (e instanceof OutgoingHttp.TooLong) {
            return new Refusal(Code.TOO_LARGE, "the image archive answered with more than is taken");
        }
        LOG.warnf("image archive %s: %s", archive.name, e.getClass().getSimpleName());
        return new Refusal(Code.TEMPORARY, NO_ANSWER);
    }

    /** The media type without control characters, in lower case up to its parameters. */
    private static String type(HttpResponse<?> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("").strip();
        if (!type.matches("[\\x20-\\x7E]{1,300}")) {
            return "";
        }
        int end = type.indexOf(';') < 0 ? type.length() : type.indexOf(';');
        return type.substring(0, end).strip().toLowerCase(Locale.ROOT) + type.substring(end);
    }

    private static void must200(Source archive, int status) {
        if (status == 200) {
            return;
        }
        Code code = REFUSED.getOrDefault(status, Code.TEMPORARY);
        if (code == Code.TEMPORARY) {
            LOG.warnf("image archive %s answers HTTP %d", archive.name, status);
        }
        throw new Refusal(
                code,
                switch (code) {
                    case NOT_FOUND -> "the image archive does not have this any more";
                    case NOT_APPLICABLE -> "the image archive cannot show this as an image";
                    default -> NO_ANSWER;
                });
    }
}
