package vn.emr.core.access;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import vn.emr.core.chart.Charts;
import vn.emr.core.chart.MatchingPages;
import vn.emr.core.chart.Messages;
import vn.emr.core.chart.PatientSearch;
import vn.emr.core.store.Database;

/** Whoever reads patient data holds a key, and keys are made in one place. */
class KeysTest {
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("vn.emr.core");
    private static final Set<String> KEYS = Set.of(
            Grant.class.getName(),
            ListGrant.class.getName(),
            MessageGrant.class.getName(),
            MessageListGrant.class.getName());

    /** Pages without patient data: they take the tenant or the caller. */
    private static final Set<String> WITHOUT_PATIENTS = Set.of("CodePages", "Feeds", "ParkedList");

    @Test
    void the_classes_were_seen() {
        assertTrue(CORE.size() > 80, "seen: " + CORE.size());
        assertTrue(CORE.contain(Grant.class) && CORE.contain(Charts.class));
    }

    @Test
    void keys_are_made_in_the_access_room_only() {
        for (Class<?> key : List.of(Grant.class, ListGrant.class, MessageGrant.class, MessageListGrant.class)) {
            constructors().that().areDeclaredIn(key).should().bePackagePrivate().check(CORE);
        }
        Set<String> makers = new TreeSet<>();
        CORE.forEach(type -> type.getConstructorCallsFromSelf().stream()
                .filter(call -> KEYS.contains(call.getTargetOwner().getName()))
                .forEach(call -> makers.add(type.getSimpleName())));
        assertEquals(Set.of("Opening", "ListAccess", "MessageAccess"), makers);
    }

    @Test
    void every_page_of_patient_data_takes_a_key_first() {
        int pages = 0;
        for (Class<?> room : List.of(Charts.class, MatchingPages.class, PatientSearch.class, Messages.class)) {
            for (JavaMethod method : CORE.get(room).getMethods()) {
                // What waits for its patient shows none: the caller is enough, as for the parked list.
                boolean nobodys = method.getFullName().contains("MatchingPages.unmatched(");
                if (method.getModifiers().contains(JavaModifier.PUBLIC) && !nobodys) {
                    assertTrue(
                            KEYS.contains(
                                    method.getRawParameterTypes().getFirst().getName()),
                            method.getFullName());
                    pages++;
                }
            }
        }
        assertTrue(pages >= 10, "seen: " + pages);
    }

    @Test
    void no_other_page_has_a_way_to_the_database() {
        Set<String> readers = new TreeSet<>();
        for (JavaClass type : CORE) {
            if (type.getPackageName().equals("vn.emr.core.chart")
                    && type.getFields().stream()
                            .anyMatch(f -> f.getRawType().getName().equals(Database.class.getName()))) {
                readers.add(type.getSimpleName());
            }
        }
        readers.removeAll(WITHOUT_PATIENTS);
        assertEquals(Set.of("Charts", "MatchingPages", "Messages", "PatientSearch"), readers);
    }

    @Test
    void organization_knows_no_other_room_and_pages_know_no_door() {
        noClasses()
                .that()
                .resideInAPackage("vn.emr.core.organization")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "vn.emr.core.access", "vn.emr.core.intake", "vn.emr.core.store", "vn.emr.core.chart")
                .check(CORE);
        noClasses()
                .that()
                .resideInAnyPackage("vn.emr.core.access", "vn.emr.core.chart")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("vn.emr.core.intake", "vn.emr.core.hl7", "java.sql", "jakarta.persistence")
                .check(CORE);
    }
}
