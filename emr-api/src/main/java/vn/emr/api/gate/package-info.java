/** The way in for people and programs: request ids, headers, tokens, sign-in, and the gate every route stands behind. */
package vn.emr.api.gate;
