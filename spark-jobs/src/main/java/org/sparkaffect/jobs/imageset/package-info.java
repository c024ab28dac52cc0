/** Training of the image-set model: sets of frame features, their Gram matrices, the model. */
package org.sparkaffect.jobs.imageset;
