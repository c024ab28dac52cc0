/** Training by parameter averaging: which clips, in what order, on which features, how long. */
package org.sparkaffect.jobs.train;
