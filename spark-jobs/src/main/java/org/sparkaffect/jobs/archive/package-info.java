/** Scoring of archives: from video to scores in one pass, with nothing stored in between. */
package org.sparkaffect.jobs.archive;
