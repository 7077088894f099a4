package vn.emr.core.signature;

import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import vn.emr.core.outgoing.OutgoingHttp;

/** How the library reaches authorities: by the one client of this server, with a limit of time and bytes for each answer. */
final class Network implements DataLoader {
    private static final long serialVersionUID = 1;

    private final transient OutgoingHttp http;
    private final String contentType;
    private final int longest;
    private final Duration time;

    /**
     * @param contentType of what is posted
     * @param longest bytes of an answer
     */
    Network(OutgoingHttp http, String contentType, int longest, Duration time) {
        this.http = http;
        this.contentType = contentType;
        this.longest = longest;
        this.time = time;
    }

    @Override
    public byte[] get(String url) {
        return answer(request(url).GET().build());
    }

    @Override
    public DataAndUrl get(List<String> urls) {
        DSSExternalResourceException last = new DSSExternalResourceException("no address");
        for (String url : urls) {
            try {
                return new DataAndUrl(url, get(url));
            } catch (DSSExternalResourceException failed) {
                last = failed;
            }
        }
        throw last;
    }

    @Override
    public byte[] post(String url, byte[] content) {
        return answer(request(url)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(content))
                .build());
    }

    @Override
    public void setContentType(String ignored) {
        // Said when this was made: one loader speaks one protocol.
    }

    /** Certificates may also name LDAP directories and files; those are not opened. */
    private static HttpRequest.Builder request(String url) {
        try {
            URI uri = URI.create(url);
            if (!"http".equals(uri.getScheme()) && !"https".equals(uri.getScheme())) {
                throw new DSSExternalResourceException("only HTTP is asked");
            }
            return HttpRequest.newBuilder(uri);
        } catch (IllegalArgumentException noAddress) {
            throw new DSSExternalResourceException("no address");
        }
    }

    private byte[] answer(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = http.ask(request, longest, time);
            if (answer.statusCode() != 200) {
                throw new DSSExternalResourceException("answered with status " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException unreachable) {
            throw new DSSExternalResourceException("not reached", unreachable);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new DSSExternalResourceException("stopped", stopped);
        }
    }
}
