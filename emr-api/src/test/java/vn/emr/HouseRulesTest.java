package vn.emr;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import vn.emr.core.outbox.ChangeEvent;
import vn.emr.core.outbox.Outgoing;
import vn.emr.core.outgoing.OutgoingHttp;
import vn.emr.core.privacy.Pass;

/** Who may import whom. */
class HouseRulesTest {
    private static JavaClasses all;

    @BeforeAll
    static void read() {
        all = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                // Test classes of the core come as a jar of their own.
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("vn.emr");
    }

    @Test
    void the_classes_were_really_seen() {
        for (String known : List.of(
                "vn.emr.core.store.RecordStore",
                "vn.emr.core.intake.Inbox",
                "vn.emr.his.AdtTranslator",
                "vn.emr.lis.OruTranslator",
                "vn.emr.pacs.StudyTranslator",
                "vn.emr.api.start.Main")) {
            assertTrue(all.contain(known), known);
        }
    }

    @Test
    void the_core_knows_no_door_and_no_http() {
        noClasses()
                .that()
                .resideInAPackage("vn.emr.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("vn.emr.his..", "vn.emr.lis..", "vn.emr.pacs..", "vn.emr.api..", "jakarta.ws.rs..")
                .check(all);
    }

    @Test
    void packages_of_the_core_have_no_cycles() {
        slices().matching("vn.emr.core.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void only_the_store_and_the_database_launcher_touch_jdbc() {
        noClasses()
                .that()
                .resideInAPackage("vn.emr..")
                .and()
                // What is fetched from a hospital's own database is read by its driver; ours is not reached from there.
                .resideOutsideOfPackages(
                        "vn.emr.core.store..", "vn.emr.core.postgres..", "vn.emr.api.bench..", "vn.emr.his.pull..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "org.postgresql..")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage("vn.emr.his.pull..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.postgresql..", "javax.sql..")
                .check(all);
    }

    @Test
    void the_entity_manager_is_nobodys_but_the_stores() {
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.emr.core.store..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("jakarta.persistence.EntityManager")
                .check(all);
    }

    @Test
    void a_door_knows_no_other_door_and_not_the_store() {
        for (String door : List.of("his", "lis", "pacs")) {
            List<String> others = List.of("his", "lis", "pacs").stream()
                    .filter(d -> !d.equals(door))
                    .map(d -> "vn.emr." + d + "..")
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage("vn.emr." + door + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others.toArray(String[]::new))
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("vn.emr.core.store..", "vn.emr.api..")
                    .check(all);
        }
    }

    @Test
    void the_application_does_not_reach_into_doors() {
        noClasses()
                .that()
                .resideInAPackage("vn.emr.api..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("vn.emr.his..", "vn.emr.lis..", "vn.emr.pacs..")
                .check(all);
    }

    @Test
    void hl7_text_is_the_doors_business() {
        noClasses()
                .that()
                .resideInAPackage("vn.emr.core..")
                .and()
                .resideOutsideOfPackage("vn.emr.core.hl7..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("vn.emr.core.hl7..")
                .check(all);
    }

    @Test
    void the_nouns_are_pure() {
        classes()
                .that()
                .resideInAPackage("vn.emr.core.record..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("vn.emr.core.record..", "java..")
                .check(all);
    }

    @Test
    void only_the_safe_reader_makes_readers_of_xml() {
        assertTrue(all.contain("vn.emr.core.xml.SafeXml"));
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.emr.core.xml..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javax.xml.parsers..",
                        "javax.xml.transform..",
                        "javax.xml.validation..",
                        "javax.xml.xpath..",
                        "org.xml.sax..",
                        "org.w3c.dom..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javax.xml.stream.XMLInputFactory")
                .check(all);
    }

    @Test
    void only_one_client_asks_other_systems_over_http() {
        assertTrue(all.contain("vn.emr.core.outgoing.OutgoingHttp"));
        noClasses()
                .that()
                // The demo and the bench ask this server.
                .resideOutsideOfPackages("vn.emr.core.outgoing..", "vn.emr.api.demo..", "vn.emr.api.bench..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.http.HttpClient")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.net.HttpURLConnection")
                .check(all);
        classes()
                .that()
                .resideInAPackage("vn.emr.core.outgoing..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("vn.emr.core.outgoing..", "java..")
                .check(all);
    }

    /**
     * What is told of people is made from a pass, and only the gate gives one. Asking is something else: a question holds no more
     * than the number that the asked system told itself.
     */
    @Test
    void what_leaves_by_itself_goes_through_the_gate() {
        assertTrue(all.contain("vn.emr.core.privacy.EgressGate"));
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.emr.core.privacy..")
                .should()
                .callConstructor(Pass.class, UUID.class)
                .check(all);
        for (Class<?> told : List.of(ChangeEvent.class, Outgoing.Telling.class)) {
            noClasses()
                    .that()
                    .resideOutsideOfPackage("vn.emr.core.outbox..")
                    .should()
                    .callConstructorWhere(target(owner(type(told))))
                    .check(all);
        }
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vn.emr.core.outbox.WebhookCall")
                .should()
                .callMethodWhere(target(owner(type(OutgoingHttp.class))).and(target(nameMatching("tell"))))
                .check(all);
        noClasses()
                .that()
                // The identity provider is asked about who signs in, authorities about certificates, signing services
                // about hashes; nobody about patients.
                .resideOutsideOfPackages(
                        "vn.emr.his.pull..", "vn.emr.pacs..", "vn.emr.core.federation..", "vn.emr.core.signature..")
                .should()
                .callMethodWhere(target(owner(type(OutgoingHttp.class))).and(target(nameMatching("ask"))))
                .check(all);
        noClasses()
                .that()
                .resideOutsideOfPackage("vn.emr.his.kafka..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.clients.producer..")
                .check(all);
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("vn.emr.lis.orders.OrderQueue")
                .and()
                .resideOutsideOfPackages("vn.emr.core.hl7..", "vn.emr.api.demo..", "vn.emr.api.bench..")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("vn.emr.core.hl7.MllpLine")
                .check(all);
    }

    @Test
    void dangerous_readers_of_bytes_are_nowhere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "com.thoughtworks.xstream..", "org.yaml.snakeyaml..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.beans.XMLDecoder")
                // Readers of JSON that let the text choose a class.
                .orShould()
                .callMethodWhere(
                        target(nameMatching("(enableDefaultTyping|activateDefaultTyping\\w*|setDefaultTyping)")))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.fasterxml.jackson.annotation.JsonTypeInfo")
                .check(all);
    }

    @Test
    void rooms_are_named_after_what_happens_in_them() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..service..", "..impl..", "..dto..", "..common..", "..helper..")
                .check(all);
    }
}
