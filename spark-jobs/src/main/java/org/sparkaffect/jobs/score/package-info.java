/** Scoring: trained models in memory, and the table of what they make of every clip. */
package org.sparkaffect.jobs.score;
