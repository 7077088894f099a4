/**
 * Signing in with the hospital's identity provider: OpenID Connect Core 1.0, the authorization code flow with PKCE (RFC 7636),
 * and its sign-out (Back-Channel Logout 1.0). What comes out is a session of our own.
 */
package vn.emr.core.federation;
