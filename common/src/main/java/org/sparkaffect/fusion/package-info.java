/**
 * The weighted sum of sub-systems' scores (paper, section 5), and the search for its weights. All
 * of it counts classes from 0 on, in the order of the emotions.
 */
package org.sparkaffect.fusion;
