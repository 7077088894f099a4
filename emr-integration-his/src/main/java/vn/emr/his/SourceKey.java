package vn.emr.his;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import vn.emr.core.intake.Sources;
import vn.emr.core.organization.Source;

/** The credential of a sending system: {@code Authorization: Bearer emrs_<256 random bits in base64url>}. */
final class SourceKey {
    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(emrs_[A-Za-z0-9_-]{43})");

    private SourceKey() {}

    /** The source that holds the key in this header; empty when there is no such header, form or source. */
    static Optional<Source> source(String authorization, Sources sources) {
        var bearer = BEARER.matcher(authorization == null ? "" : authorization.strip());
        return bearer.matches()
                ? sources.byCredential(CanonicalJson.sha256(bearer.group(1).getBytes(StandardCharsets.UTF_8)))
                : Optional.empty();
    }
}
