package vn.emr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * SQL is one text with places for values. Where a text is put together of parts, a person looked: the parts are constants
 * of ours, columns of an enum or of a table we describe, or places for values; never something that came from outside.
 */
class SqlTextsTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("(?s)(\\+\\s*)?\"\"\"(.*?)\"\"\"\\s*(\\.formatted\\(|\\+)?");
    private static final Pattern LINE = Pattern.compile(
            "\"[^\"\\n]*\\b(?:select|insert into|update \\w+ set|delete from)\\b[^\"\\n]*\"\\s*(?:\\+|\\.formatted)");
    private static final Pattern SQL =
            Pattern.compile("(?i)\\b(select|insert into|update \\w+ set|delete from|with \\w+ as)\\b");

    /** How many texts each class puts together. A new one fails here until somebody looked at its parts. */
    private static final String LOOKED_AT = """
            AccountReviews=3, Accounts=3, AppointmentList=1, Attempts=1, Awaiting=1, BaseCopy=2, Bindings=1, BreachPack=4, Candidates=2, CareTeam=1
            ConditionList=1, CountedFolders=3, DecidedHere=1, DocumentList=2, EditionRows=1, EncounterList=1, Exchange=1, FamilyOfReports=1, FolderClue=3, FolderHistory=1
            FolderList=1, FolderSearch=1, ImmunizationList=1, InChart=1, Judgement=5, KeptFolders=1, KeptMedications=3, KeptSheets=4, KeptVitals=2, Known=3, KnownFindings=5
            LaboratoryGrid=1, ListGrant=2, MessageQuery=9, OrderList=2, Outgoing=1
            Partitions=2, ProviderRoles=1, ReachQuery=2, ReplayPreview=2, ReportList=2, ReportPage=2, RequestList=2, SealRows=4
            SenderTraffic=2, SheetChecks=1, SheetList=1, SigningInbox=1, StaffAccounts=1, StaffRegister=1, Steps=1, StudyList=1, Table=4, TableContents=1
            UnderTreatment=1, Verification=2, ViewedStudy=1, WardScore=1, WithdrawnList=3, WorkingSet=3
            """;

    @Test
    void texts_put_together_of_parts_were_looked_at() throws IOException {
        Map<String, Integer> found = new TreeMap<>();
        int read = 0;
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(m -> Files.isDirectory(m.resolve("src/main/java")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src/main/java"))) {
                    for (Path file : files.filter(f -> f.toString().endsWith(".java"))
                            // The bench is no part of a running server.
                            .filter(f -> !f.getParent().endsWith("bench"))
                            .toList()) {
                        read++;
                        int texts = together(Files.readString(file));
                        if (texts > 0) {
                            found.put(file.getFileName().toString().replace(".java", ""), texts);
                        }
                    }
                }
            }
        }
        assertEquals("{" + LOOKED_AT.strip().replace("\n", ", ") + "}", found.toString());
        assertTrue(read > 400, "the sources were really read: " + read);
    }

    private static int together(String source) {
        long blocks = BLOCK.matcher(source)
                .results()
                .filter(b -> SQL.matcher(b.group(2)).find())
                .filter(b -> b.group(1) != null || b.group(3) != null)
                .count();
        return (int) (blocks + LINE.matcher(source).results().count());
    }
}
