package vn.emr.api.gate;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/parked",
                "/sources",
                "/patients/01932f00-0000-7000-8000-000000000001/laboratory",
                "/patients/",
                "/apis"
            })
    void an_address_of_the_viewer_gets_the_page(String path) {
        assertTrue(PageAddresses.isPage("GET", path));
        assertTrue(PageAddresses.isPage("HEAD", path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/api", "/api/v1/parked", "/q/health/ready", "/fhir/Patient", "/assets/x", "/icon.svg"})
    void an_api_a_file_and_the_page_itself_are_left_alone(String path) {
        assertFalse(PageAddresses.isPage("GET", path));
    }

    @Test
    void a_change_is_never_answered_with_the_page() {
        assertFalse(PageAddresses.isPage("POST", "/parked"));
        assertFalse(PageAddresses.isPage("DELETE", "/patients/1"));
    }
}
