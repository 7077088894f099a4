/** How this server says no over HTTP: RFC 9457 problem+json for everything, with the request id and nothing internal. */
package vn.emr.api.problem;
