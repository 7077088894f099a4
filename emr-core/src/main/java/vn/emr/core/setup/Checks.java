package vn.emr.core.setup;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.emr.core.Code;
import vn.emr.core.Refusal;
import vn.emr.core.access.Hours;
import vn.emr.core.organization.AddressList;
import vn.emr.core.organization.MessageTypes;
import vn.emr.core.organization.PullSettings;
import vn.emr.core.organization.SftpAddress;
import vn.emr.core.organization.Source;
import vn.emr.core.privacy.Declaration;
import vn.emr.core.setup.HospitalFile.AccountPart;
import vn.emr.core.setup.HospitalFile.FacilityPart;
import vn.emr.core.setup.HospitalFile.SourcePart;

/** What a configuration document must satisfy before anything is written; faults are named by JSON pointer (RFC 6901). */
final class Checks {
    /** A province's largest hospital has a few thousand accounts. */
    private static final int MOST = 5_000;

    private static final int LONGEST = 200;
    /** One name, no path and no pattern, and none of those the folder of files gives itself. */
    private static final Pattern HANDOFF = Pattern.compile(
            "(?i)(?!.*\\.(ack|mark|tmp|sha256|result\\.ndjson)$)[^./\\\\*?\\p{Cntrl}][^/\\\\*?\\p{Cntrl}]{0,79}");

    /**
     * Ways in: MLLP of a HIS and of a laboratory, HTTP of a HIS, an archive that is asked, a system that is read, another hospital
     * whose records people take in.
     */
    private static final List<String> DOORS = List.of("his", "lis", "his-rest", "pacs", Source.PULL, Source.RECORD);

    private static final Set<String> KINDS = Set.of("HIS", "LIS", "PACS", "RIS", "OTHER");

    private Checks() {}

    static void check(HospitalFile file, boolean sample) {
        bounded(file.facilities(), "/facilities");
        bounded(file.sources(), "/sources");
        bounded(file.accounts(), "/accounts");
        for (int i = 0; i < file.facilities().size(); i++) {
            facility(file.facilities().get(i), "/facilities/" + i);
        }
        for (int i = 0; i < file.sources().size(); i++) {
            source(file.sources().get(i), "/sources/" + i, sample);
        }
        bounded(file.services(), "/services");
        for (int i = 0; i < file.services().size(); i++) {
            present(file.services().get(i).code(), "/services/" + i + "/code");
            present(file.services().get(i).name(), "/services/" + i + "/name");
        }
        for (int i = 0; i < file.accounts().size(); i++) {
            account(file.accounts().get(i), "/accounts/" + i);
        }
    }

    private static void facility(FacilityPart part, String at) {
        present(part.code(), at + "/code");
        present(part.name(), at + "/name");
        bounded(part.departments(), at + "/departments");
        for (int i = 0; i < part.departments().size(); i++) {
            present(part.departments().get(i).code(), at + "/departments/" + i + "/code");
            present(part.departments().get(i).name(), at + "/departments/" + i + "/name");
        }
    }

    static void source(SourcePart part, String at, boolean sample) {
        present(part.name(), at + "/name");
        present(part.door(), at + "/door");
        must(
                DOORS.contains(part.door()),
                "one of his, lis, his-rest, pacs, pull, record; a sender of files takes his, lis or his-rest",
                at + "/door");
        present(part.allowedTypes(), at + "/allowedTypes");
        must(
                Stream.of(part.allowedTypes().split(",", -1)).allMatch(type -> MessageTypes.known(type.strip())),
                "types such as ADT^*, ORU^R01 or patient, visit, claim with commas between them; * for all",
                at + "/allowedTypes");
        present(part.patientDomain(), at + "/patientDomain");
        must(part.kind() != null && KINDS.contains(part.kind()), "one of " + KINDS, at + "/kind");
        must(
                part.parkedAnswer() == null || Set.of("AA", "AE").contains(part.parkedAnswer()),
                "AA or AE",
                at + "/parkedAnswer");
        must(
                part.dialect() == null || part.dialect().matches("[a-z][a-z0-9-]{0,39}"),
                "the name of a dialect, such as law-analyser",
                at + "/dialect");
        must(part.zone() == null || zone(part.zone()), "a time zone name", at + "/zone");
        must(
                part.fallbackCharset() == null || charset(part.fallbackCharset()),
                "a character set name",
                at + "/fallbackCharset");
        must(
                part.address() == null || part.address().matches("(https?|mllps?)://[^\\s?#]+"),
                "an http, https, mllp or mllps address",
                at + "/address");
        must(part.credential() == null || sample, "the server makes credentials itself", at + "/credential");
        if (part.settings() != null) {
            must(part.settings().size() <= 50, "at most 50 settings", at + "/settings");
        }
        pull(part, at + "/settings");
        egress(part, at + "/settings");
        transport(part, at);
    }

    /** What is fetched has settings of its own, which others cannot have: a setting that does nothing would mislead. */
    private static void pull(SourcePart part, String at) {
        Map<String, String> settings = part.settings() == null ? Map.of() : part.settings();
        if (!part.door().equals(Source.PULL)) {
            settings.keySet()
                    .forEach(name -> must(
                            !name.startsWith(PullSettings.PREFIX),
                            "no pull- settings at another door",
                            at + "/" + name));
            return;
        }
        try {
            PullSettings.of(settings, Boolean.TRUE.equals(part.plainText()));
        } catch (PullSettings.Fault fault) {
            throw new Refusal(Code.MALFORMED_FIELD, fault.getMessage(), at + "/" + fault.setting());
        }
    }

    /** Nothing that tells others of people is set up without saying for what. */
    private static void egress(SourcePart part, String at) {
        Map<String, String> settings = part.settings() == null ? Map.of() : part.settings();
        boolean tells = settings.containsKey("webhook-address") || settings.containsKey("kafka-out-topic");
        if (tells || Declaration.declares(settings)) {
            Declaration.check(settings, at);
        }
    }

    private static void transport(SourcePart part, String at) {
        must(
                part.certificate() == null
                        || part.certificate().matches("(?i)sha256:([0-9a-f]{2}:?){31}[0-9a-f]{2}|[^=]{1,60}=.{1,300}"),
                "sha256: and 64 hex digits, or a subject such as CN=lis,O=BV",
                at + "/certificate");
        must(
                part.addresses() == null || addresses(part.addresses()),
                "IP addresses or networks such as 10.0.0.7, 10.2.0.0/16",
                at + "/addresses");
        must(between(1, part.inFlight(), 1_000), "1 to 1000", at + "/inFlight");
        must(between(1, part.silentAfter(), 1_440), "1 to 1440 minutes", at + "/silentAfter");
        must(
                part.dropFolder() == null || part.dropFolder().matches("[a-z0-9][a-z0-9-]{0,39}"),
                "at most 40 of a to z, 0 to 9 and -",
                at + "/dropFolder");
        must(
                part.sftpAddress() == null || sftp(part.sftpAddress()),
                "sftp://user@host:22/folder, without a password",
                at + "/sftpAddress");
        must(
                part.sftpHostKey() == null || part.sftpHostKey().matches("SHA256:[A-Za-z0-9+/]{43}"),
                "SHA256: and 43 characters as ssh-keygen -l prints them",
                at + "/sftpHostKey");
        must(
                part.sftpAddress() == null || part.dropFolder() != null && part.sftpHostKey() != null,
                "a drop folder and the host key beside an SFTP address",
                at + "/sftpAddress");
        String handoff = part.settings() == null ? null : part.settings().get("handoff-file");
        must(
                handoff == null || HANDOFF.matcher(handoff).matches(),
                "a file name such as order.json",
                at + "/settings/handoff-file");
        must(
                handoff == null || part.dropFolder() != null,
                "a drop folder beside a file that is handed over",
                at + "/settings/handoff-file");
    }

    private static boolean between(int least, Integer number, int most) {
        return number == null || number >= least && number <= most;
    }

    /** Whether a text is a list of addresses and networks. */
    static boolean addresses(String text) {
        try {
            return text.length() <= 1_000 && !AddressList.parse(text).networks().isEmpty();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean sftp(String text) {
        try {
            return SftpAddress.parse(text).port() > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void account(AccountPart part, String at) {
        present(part.username(), at + "/username");
        present(part.displayName(), at + "/displayName");
        must(part.username().matches("[\\p{L}\\p{N}._@-]{1,60}"), "letters, digits and . _ @ -", at + "/username");
        if (part.allRoles().isEmpty()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at + "/role");
        }
        must(part.role() == null || part.roles() == null, "role or roles, not both", at + "/roles");
        bounded(part.allRoles(), at + "/roles");
        part.allRoles().forEach(role -> {
            present(role.role(), at + "/role");
            Hours.parse(role.hours());
            must(
                    role.validFrom() == null
                            || role.validUntil() == null
                            || role.validFrom().isBefore(role.validUntil()),
                    "an end after the beginning",
                    at + "/roles");
        });
    }

    private static void bounded(List<?> list, String at) {
        must(list.size() <= MOST, "at most " + MOST, at);
        must(list.stream().noneMatch(java.util.Objects::isNull), "no null", at);
    }

    private static void present(String text, String at) {
        if (text == null || text.isBlank()) {
            throw new Refusal(Code.REQUIRED_FIELD_MISSING, "a required field is missing", at);
        }
        must(text.length() <= LONGEST && text.indexOf('\0') < 0, "at most " + LONGEST + " characters", at);
    }

    private static void must(boolean good, String expected, String at) {
        if (!good) {
            throw new Refusal(Code.MALFORMED_FIELD, "expected: " + expected, at);
        }
    }

    private static boolean zone(String name) {
        try {
            return ZoneId.of(name) != null;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean charset(String name) {
        try {
            return Source.VIETNAMESE_CHARSETS.contains(name) || Charset.isSupported(name);
        } catch (IllegalCharsetNameException e) {
            return false;
        }
    }
}
