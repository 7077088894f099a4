/** Giving records out to those who ask for them: the request, the decision of somebody else, and what was handed to whom. */
package vn.emr.core.disclosure;
