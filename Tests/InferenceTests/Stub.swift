// Tests of Inference stand here.
